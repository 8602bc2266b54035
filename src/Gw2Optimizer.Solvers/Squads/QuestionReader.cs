using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>Resolves a request's names and checks its numbers.</summary>
internal static class QuestionReader
{
    /// <summary>Null: it is wrong, and all that is wrong is told.</summary>
    public static Question? Read(SquadRequest request, List<SquadProblem> problems)
    {
        Entries(request, problems);
        if (problems.Count > 0)
        {
            return null;
        }

        var needs = SelectorReader.Mode(request.Mode, "game_mode", problems);
        Range(request.Size, 1, SquadRequest.SizeMax, "team_size", "players", problems);
        var pool = Pool(request, problems);
        var locked = Locked(request, problems);
        var candidates = Candidates(pool, locked);
        CountRule[] rules =
        [
            .. PoolRules(request, candidates),
            .. LockedRules(request, locked, candidates),
            .. RoleRules(request, candidates, problems),
            .. AvoidRules(request, candidates, problems),
            .. LimitRules(request, candidates, problems),
        ];
        return problems.Count > 0 ? null : new(request.Priors.In(needs!), request.Size, candidates, rules, request.Steps);
    }

    private static void Entries(SquadRequest request, List<SquadProblem> problems)
    {
        foreach (var (field, count) in new[]
        {
            ("pool", request.Pool?.Count ?? 1), ("locked", request.Locked.Count), ("preferences.roles", request.Roles.Count),
            ("preferences.avoid", request.Avoid.Count), ("limits", request.Limits.Count),
        })
        {
            Range(count, field == "pool" ? 1 : 0, SquadRequest.EntriesMax, field, "entries", problems);
        }
    }

    private static void Range(long number, int min, int max, string field, string what, List<SquadProblem> problems)
    {
        if (number < min || number > max)
        {
            problems.Add(new(field, $"{number} {what}: {min} to {max} are possible."));
        }
    }

    private static IReadOnlyList<Archetype>[]? Pool(SquadRequest request, List<SquadProblem> problems) => request.Pool is not { } pool ? null :
    [
        .. pool.Select((entry, index) =>
        {
            Range(entry.Max ?? 1, 1, SquadRequest.SizeMax, $"pool[{index}].max", "copies", problems);
            return SelectorReader.Find(entry.Who, $"pool[{index}]", problems) ?? [];
        }),
    ];

    private static IReadOnlyList<Archetype>[] Locked(SquadRequest request, List<SquadProblem> problems) =>
    [
        .. request.Locked.Select((entry, index) =>
        {
            Range(entry.Count, 1, SquadRequest.SizeMax, $"locked[{index}].count", "players", problems);
            if (entry.Who is { Profession: null, Specialization: null })
            {
                problems.Add(new($"locked[{index}]", "A locked member needs a profession or a specialization."));
            }

            return SelectorReader.Find(entry.Who, $"locked[{index}]", problems) ?? [];
        }),
    ];

    // Locked members of whom the pool has none come from beyond it.
    private static Candidate[] Candidates(IReadOnlyList<Archetype>[]? pool, IReadOnlyList<Archetype>[] locked)
    {
        if (pool is null)
        {
            return [.. SquadCatalogue.Shipped.Archetypes.Select(archetype => new Candidate(archetype, Entry: null))];
        }

        var pooled = pool.SelectMany((who, entry) => who.Select(archetype => new Candidate(archetype, entry))).ToArray();
        var beyond = locked.Where(who => !Array.Exists(pooled, candidate => who.Contains(candidate.Archetype))).SelectMany(who => who).Distinct();
        return [.. pooled, .. beyond.Select(archetype => new Candidate(archetype, Entry: null))];
    }

    private static IEnumerable<CountRule> PoolRules(SquadRequest request, Candidate[] candidates)
    {
        for (var index = 0; index < request.Pool?.Count; index++)
        {
            var entry = request.Pool[index];
            if (entry.Max is { } max)
            {
                yield return new(RuleKind.Pool, $"at most {max} {Said(entry.Who)}", $"pool[{index}].max", Who(candidates, candidate => candidate.Entry == index), 0, max);
            }
        }
    }

    private static IEnumerable<CountRule> LockedRules(SquadRequest request, IReadOnlyList<Archetype>[] locked, Candidate[] candidates)
    {
        // Two entries are different players: those whose every choice lies within these are needed together.
        foreach (var (who, index) in Together(locked))
        {
            var inside = Enumerable.Range(0, locked.Length).Where(entry => locked[entry].All(who.Contains)).ToArray();
            var count = inside.Sum(entry => request.Locked[entry].Count);
            var said = string.Join(" and ", inside.Select(entry => Said(request.Locked[entry].Who)).Distinct());
            yield return new(
                RuleKind.Locked, $"{count} {said} locked", $"locked[{index}]", Who(candidates, candidate => who.Contains(candidate.Archetype)), count, SquadRequest.SizeMax);
        }

        if (request.Pool is not null)
        {
            foreach (var beyond in candidates.Where(candidate => candidate.Entry is null).Select(candidate => candidate.Archetype.Profession).Distinct())
            {
                var who = Who(candidates, candidate => candidate.Entry is null && candidate.Archetype.Profession == beyond);
                var count = request.Locked.Where((_, index) => locked[index].All(archetype => who.Any(candidate => candidates[candidate].Archetype == archetype))).Sum(entry => entry.Count);
                yield return new(RuleKind.Pool, $"only the locked {beyond} from beyond the pool", "pool", who, 0, count);
            }
        }
    }

    // Each entry's choices, and those of entries that overlap, joined (Hall's condition); with the number of an entry each comes from.
    private static List<(HashSet<Archetype> Who, int Entry)> Together(IReadOnlyList<Archetype>[] locked)
    {
        var sets = new List<(HashSet<Archetype> Who, int Entry)>();
        for (var entry = 0; entry < locked.Length; entry++)
        {
            Join([.. locked[entry]], entry);
        }

        return sets;

        void Join(HashSet<Archetype> who, int entry)
        {
            if (sets.Exists(set => set.Who.SetEquals(who)))
            {
                return;
            }

            var before = sets.ToArray();
            sets.Add((who, entry));
            foreach (var (other, _) in before.Where(set => set.Who.Overlaps(who) && !set.Who.IsSubsetOf(who) && !set.Who.IsSupersetOf(who)))
            {
                Join([.. who, .. other], entry);
            }
        }
    }

    private static IEnumerable<CountRule> RoleRules(SquadRequest request, Candidate[] candidates, List<SquadProblem> problems)
    {
        for (var index = 0; index < request.Roles.Count; index++)
        {
            var wish = request.Roles[index];
            var field = $"preferences.roles.{wish.Role}";
            Range(wish.Min, 0, SquadRequest.SizeMax, field, "players", problems);
            if (SelectorReader.Role(wish.Role, field, problems) is { } role)
            {
                yield return new(RuleKind.Role, $"at least {wish.Min} {role}", field, Who(candidates, candidate => candidate.Archetype.Role == role), wish.Min, SquadRequest.SizeMax);
            }
        }
    }

    private static IEnumerable<CountRule> AvoidRules(SquadRequest request, Candidate[] candidates, List<SquadProblem> problems)
    {
        for (var index = 0; index < request.Avoid.Count; index++)
        {
            var field = $"preferences.avoid[{index}]";
            if (SelectorReader.SpecializationOrProfession(request.Avoid[index], field, problems) is { } selector && SelectorReader.Find(selector, field, problems) is { } avoided)
            {
                yield return new(RuleKind.Avoid, $"no {Said(selector)}", field, Who(candidates, candidate => avoided.Contains(candidate.Archetype)), 0, 0);
            }
        }
    }

    private static IEnumerable<CountRule> LimitRules(SquadRequest request, Candidate[] candidates, List<SquadProblem> problems)
    {
        for (var index = 0; index < request.Limits.Count; index++)
        {
            var limit = request.Limits[index];
            Range(limit.Max, 0, SquadRequest.SizeMax, $"limits[{index}].max", "players", problems);
            if (SelectorReader.Find(limit.Who, $"limits[{index}]", problems) is { } limited)
            {
                yield return new(
                    RuleKind.Limit, $"at most {limit.Max} {Said(limit.Who)}", $"limits[{index}]", Who(candidates, candidate => limited.Contains(candidate.Archetype)), 0, limit.Max);
            }
        }
    }

    private static int[] Who(Candidate[] candidates, Func<Candidate, bool> counts) => [.. Enumerable.Range(0, candidates.Length).Where(index => counts(candidates[index]))];

    private static string Said(Selector who)
    {
        var said = string.Join(' ', new[] { who.Specialization ?? who.Profession, who.Role, who.Build }.Where(word => word is not null));
        return said.Length > 0 ? said : "of anybody";
    }
}
