using GameSessions.Hosting;
using GameSessions.Hosting.Nodes;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>What one history is like, all of it from its seed, with the bugs that are planted in it.</summary>
internal sealed record Plan(ulong Seed)
{
    public PlantedBugs Planted { get; init; } = new();

    public SimBugs StoreBugs { get; init; } = new();

    public SessionOptions Options { get; init; } = new() { IdleGame = TimeSpan.FromSeconds(3) };

    public int Servers { get; private init; }

    /// <summary>A store that only one process uses tells it nothing about itself.</summary>
    public bool HasFeed { get; private init; } = true;

    public int Spectators { get; private init; }

    /// <summary>Players who look for opponents, beside the game.</summary>
    public int Seekers { get; private init; }

    /// <summary>Whether the database is once restored to an earlier instant.</summary>
    public bool Restores { get; private init; }

    /// <summary>The share of games that the cache serves, in percent, until operators change it; null: there is no cache.</summary>
    public int? CachePercent { get; private init; }

    /// <summary>Completed moves that end the game.</summary>
    public int Length { get; private init; }

    public int TotalMs { get; private init; }

    public int IncrementMs { get; private init; }

    public int DelayMs { get; private init; }

    /// <summary>How long faults go on, in ms.</summary>
    public int StormMs { get; private init; }

    /// <summary>The chance that a node dies at a step.</summary>
    public double CrashRate { get; private init; }

    /// <summary>Mean ms between two cuts of a socket.</summary>
    public int CutEveryMs { get; private init; }

    /// <summary>Mean ms between two changes of the store's weather.</summary>
    public int WeatherEveryMs { get; private init; }

    /// <summary>How far a node's wall clock is off, at most, in ms.</summary>
    public int WallOffsetMsMax { get; private init; }

    /// <summary>Mean ms between two commands of a player.</summary>
    public int ThinkMs { get; private init; }

    public static Plan For(ulong seed)
    {
        var random = new SimRandom(seed);
        var calm = random.Chance(0.1);
        var servers = random.Between(1, 3);
        var plan = new Plan(seed)
        {
            Servers = servers,
            HasFeed = servers > 1 || random.Chance(0.5),
            Spectators = random.Next(2),
            Length = random.Between(4, 24),
            TotalMs = random.Between(1_000, 8_000),
            IncrementMs = random.Chance(0.5) ? random.Next(300) : 0,
            DelayMs = random.Chance(0.3) ? random.Next(300) : 0,
            StormMs = random.Between(1_000, 8_000),
            CrashRate = calm || random.Chance(0.3) ? 0 : 1.0 / random.Between(300, 4_000),
            CutEveryMs = calm ? int.MaxValue : random.Between(100, 3_000),
            WeatherEveryMs = calm || random.Chance(0.3) ? int.MaxValue : random.Between(200, 3_000),
            WallOffsetMsMax = random.Chance(0.5) ? 500 : 0,
            ThinkMs = random.Between(20, 600),
            Seekers = random.Chance(0.3) ? random.Between(2, 5) : 0,
        };
        return plan with
        {
            Restores = plan.Seekers == 0 && random.Chance(0.2),
            CachePercent = random.Chance(0.5) ? random.Chance(0.8) ? 100 : 50 : null,
        };
    }
}
