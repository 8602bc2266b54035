using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

/// <summary>Requests with everything that a request can ask, one for each seed.</summary>
internal static class RandomRequests
{
    private static readonly SquadCatalogue Catalogue = SquadCatalogue.Shipped;

    /// <summary>Few archetypes, so that all squads can be tried.</summary>
    public static SquadRequest Small(int seed)
    {
        var random = new Random(seed);
        var size = 1 + random.Next(12);
        var pool = Enumerable.Range(0, 2 + random.Next(3)).Select(_ => new PoolEntry(Who(random, 3), random.Next(3) == 0 ? null : 1 + random.Next(6))).ToArray();
        var request = Small(random, size, pool);
        while (request.Pool!.Count > 1 && new ExhaustiveSquads(request).Archetypes > (size > 10 ? 3 : size > 5 ? 5 : 8))
        {
            request = Small(random, size, [.. request.Pool.SkipLast(1)]);
        }

        return request;
    }

    private static SquadRequest Small(Random random, int size, PoolEntry[] pool) =>
        new(Catalogue.Modes[random.Next(Catalogue.Modes.Count)].Mode, size)
        {
            Pool = pool,
            Locked = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new LockedEntry(random.Next(4) == 0 ? Who(random, 1) : Named(random, pool), 1 + random.Next(2)))],
            Roles = random.Next(3) == 0 ? [new(Catalogue.Archetypes.First(archetype => archetype.Specialization == pool[0].Who.Specialization).Role, 1 + random.Next(3))] : [],
            Avoid = random.Next(8) == 0 ? [pool[^1].Who.Specialization!] : [],
            Limits = random.Next(3) == 0 ? [new(Named(random, pool), random.Next(4))] : [],
        };

    /// <summary>Hardly more players than seats, of about so many archetypes.</summary>
    public static SquadRequest Tight(string mode, int size, int spare, int archetypes, int seed)
    {
        var random = new Random(seed);
        var who = Catalogue.Archetypes.OrderBy(_ => random.Next()).Take(archetypes).ToArray();
        var copies = new int[who.Length];
        for (var player = 0; player < size + spare; player++)
        {
            copies[player < who.Length ? player : random.Next(who.Length)]++;
        }

        return new(mode, size)
        {
            Pool = [.. who.Zip(copies).Where(pair => pair.Second > 0).Select(pair => new PoolEntry(Exactly(pair.First), pair.Second))],
        };
    }

    public static Selector Exactly(Archetype archetype) => new(archetype.Profession, archetype.Specialization, archetype.Role, archetype.Build);

    private static Selector Who(Random random, int buildsMax)
    {
        var few = Catalogue.Archetypes.Where(archetype => Catalogue.Archetypes.Count(other => Same(other, archetype)) <= buildsMax).ToArray();
        var picked = few[random.Next(few.Length)];
        return new(picked.Profession, picked.Specialization, random.Next(2) == 0 ? picked.Role : null);
    }

    private static Selector Named(Random random, PoolEntry[] pool)
    {
        var who = pool[random.Next(pool.Length)].Who;
        var played = Catalogue.Archetypes.Where(archetype => archetype.Profession == who.Profession && archetype.Specialization == who.Specialization).ToArray();
        return random.Next(3) switch
        {
            0 => new(who.Profession),
            1 => new(who.Profession, who.Specialization),
            _ => new(who.Profession, who.Specialization, played[random.Next(played.Length)].Role),
        };
    }

    private static bool Same(Archetype one, Archetype other) => one.Profession == other.Profession && one.Specialization == other.Specialization;
}
