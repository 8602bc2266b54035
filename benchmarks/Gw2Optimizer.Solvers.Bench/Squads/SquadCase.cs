using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Bench.Squads;

/// <summary>A request to time. Pools are drawn by a seed, so they are the same in every run.</summary>
internal sealed record SquadCase(string Name, SquadRequest Request)
{
    /// <summary>40 archetypes as often as one likes, and pools with hardly more players than seats.</summary>
    public static IReadOnlyList<SquadCase> All { get; } =
    [
        Free("zerg", 5),
        Free("zerg", 10),
        Free("raid", 10),
        Tight("zerg", 10, spare: 5, archetypes: 15, seed: 1),
        Tight("zerg", 25, spare: 5, archetypes: 30, seed: 2),
        Tight("raid_guild", 25, spare: 5, archetypes: 30, seed: 3),
        Tight("zerg", 50, spare: 0, archetypes: 40, seed: 1),
        Tight("zerg", 50, spare: 0, archetypes: 50, seed: 2),
        Tight("zerg", 50, spare: 5, archetypes: 50, seed: 3),
        Tight("raid_guild", 50, spare: 10, archetypes: 40, seed: 4),
        Tight("zerg", 50, spare: 20, archetypes: 70, seed: 5),
    ];

    private static SquadCase Free(string mode, int size)
    {
        var pool = Drawn(40, seed: 7).Select(archetype => new PoolEntry(Exactly(archetype)));
        return new($"{mode}, {size} of 40 archetypes", new(mode, size) { Pool = [.. pool] });
    }

    private static SquadCase Tight(string mode, int size, int spare, int archetypes, int seed)
    {
        var drawn = Drawn(archetypes, seed);
        var random = new Random(seed);
        var copies = new int[archetypes];
        for (var player = 0; player < size + spare; player++)
        {
            copies[player < archetypes ? player : random.Next(archetypes)]++;
        }

        var pool = drawn.Zip(copies).Where(pair => pair.Second > 0).Select(pair => new PoolEntry(Exactly(pair.First), pair.Second));
        return new($"{mode}, {size} of {size + spare} players, {archetypes} archetypes", new(mode, size) { Pool = [.. pool] });
    }

    private static Archetype[] Drawn(int archetypes, int seed)
    {
        var random = new Random(seed);
        return [.. SquadCatalogue.Shipped.Archetypes.OrderBy(_ => random.Next()).Take(archetypes)];
    }

    private static Selector Exactly(Archetype archetype) => new(archetype.Profession, archetype.Specialization, archetype.Role, archetype.Build);
}
