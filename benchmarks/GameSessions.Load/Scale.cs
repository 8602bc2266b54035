using GameSessions.Load.Runs;

namespace GameSessions.Load;

/// <summary>How much of everything.</summary>
/// <param name="Rounds">Each figure is the median of so many.</param>
/// <param name="StormSessions">Small and large.</param>
/// <param name="Foreign">Events in other games while a session is away.</param>
/// <param name="StoredGames">What is stored before the engine is measured again; the first is the base.</param>
internal sealed record Scale(
    int Rounds, LatencyPlan Light, LatencyPlan Busy, TimeSpan Time, int SaturationRooms, IReadOnlyList<int> StormSessions, int KillSessions, int Foreign, int IdleSessions, IReadOnlyList<int> StoredGames)
{
    /// <summary>Words that each session misses while it is away.</summary>
    public const int Missed = 20;

    /// <summary>Storms that are not counted, so that no server is measured while it compiles: one that players use has done that long ago.</summary>
    public const int WarmUpStorms = 3;
    public const int WarmUpSessions = 500;

    public static readonly Scale Full = new(
        Rounds: 3,
        Light: new LatencyPlan(Rooms: 20, PerSecond: 50, TimeSpan.FromSeconds(4)),
        Busy: new LatencyPlan(Rooms: 500, PerSecond: 2_000, TimeSpan.FromSeconds(4)),
        Time: TimeSpan.FromSeconds(4),
        SaturationRooms: 256,
        StormSessions: [1_000, 5_000],
        KillSessions: 200,
        Foreign: 50_000,
        IdleSessions: 2_000,
        StoredGames: [100, 1_000, 10_000, 100_000]);

    public static readonly Scale Small = new(
        Rounds: 1,
        Light: new LatencyPlan(Rooms: 10, PerSecond: 50, TimeSpan.FromSeconds(1)),
        Busy: new LatencyPlan(Rooms: 100, PerSecond: 500, TimeSpan.FromSeconds(1)),
        Time: TimeSpan.FromSeconds(1),
        SaturationRooms: 64,
        StormSessions: [100],
        KillSessions: 50,
        Foreign: 5_000,
        IdleSessions: 200,
        StoredGames: [10, 100]);
}
