namespace GameSessions.Simulation.Engine;

/// <summary>SplitMix64: the same numbers for the same seed, in every process and on every machine.</summary>
internal sealed class SimRandom(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, without, <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(Next() % (ulong)end);

    public int Between(int min, int max) => min + Next(max - min + 1);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public SimRandom Fork() => new(Next());
}
