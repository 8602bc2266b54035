namespace Gw2Optimizer.Solvers.Tests.Gear;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double least, double most) => least + (Unit() * (most - least));

    public bool Chance(double share) => Unit() < share;

    public T Of<T>(IReadOnlyList<T> things) => things[Below(things.Count)];
}
