using GameSessions.Load.Runs;
using GameSessions.Load.Runs.PostgreSql;

namespace GameSessions.Load.PostgreSql;

/// <summary>How much of everything on PostgreSQL.</summary>
/// <param name="Rounds">Each figure is the median of so many.</param>
/// <param name="Time">For each rate.</param>
/// <param name="Loads">Light first, and then up to the one that is aimed at.</param>
/// <param name="StoredGames">What is stored when the feed is read; the first is the base.</param>
/// <param name="Polls">Of each feed.</param>
internal sealed record PostgreSqlScale(
    int Rounds, TimeSpan Time, IReadOnlyList<LatencyPlan> Loads, IReadOnlyList<int> StoredGames, int Polls, IReadOnlyList<int> StormSessions, StalledPlan Stalled, RestartPlan Restart)
{
    public static readonly PostgreSqlScale Full = new(
        Rounds: 3,
        Time: TimeSpan.FromSeconds(4),
        Loads: [Load(20, 50), Load(500, 500), Load(500, 1_000), Load(500, 2_000)],
        StoredGames: [1_000, 10_000, 100_000],
        Polls: 1_000,
        StormSessions: [1_000, 5_000],
        Stalled: new StalledPlan(Rooms: 100, Stalled: 5, PerSecond: 500, PadBytes: 12_000, TimeSpan.FromSeconds(10)),
        Restart: new RestartPlan(Rooms: 1_000, PerSecond: 200, TimeSpan.FromSeconds(6)));

    public static readonly PostgreSqlScale Small = new(
        Rounds: 1,
        Time: TimeSpan.FromSeconds(1),
        Loads: [Load(10, 50, seconds: 1), Load(50, 200, seconds: 1)],
        StoredGames: [100, 1_000],
        Polls: 50,
        StormSessions: [100],
        Stalled: new StalledPlan(Rooms: 20, Stalled: 1, PerSecond: 100, PadBytes: 12_000, TimeSpan.FromSeconds(2)),
        Restart: new RestartPlan(Rooms: 50, PerSecond: 50, TimeSpan.FromSeconds(1)));

    private static LatencyPlan Load(int rooms, int perSecond, double seconds = 4) => new(rooms, perSecond, TimeSpan.FromSeconds(seconds));
}
