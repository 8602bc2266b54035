using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>What would be lost of one effect without a member.</summary>
/// <param name="Alone">Nobody else gives it, in the subgroup or, for a need of the squad, in the squad.</param>
/// <param name="SquadWide">Counted for the whole squad, not for the subgroup.</param>
public sealed record Contribution(Effect Effect, bool SquadWide, bool Alone, long Points);

/// <summary>Why a member is there.</summary>
/// <param name="Points">What the squad would lose if the seat gave nothing: <paramref name="Own"/> and the contributions' points.</param>
/// <param name="Own">What the member does alone, with what is learned of its specialization.</param>
public sealed record MemberReason(int Subgroup, Archetype Member, long Points, long Own, IReadOnlyList<Contribution> Contributions, string Why);

/// <summary>What is missing, and why nobody fills it.</summary>
/// <param name="Subgroup">From 0; null: the whole squad.</param>
public sealed record SquadGap(int? Subgroup, Effect Effect, int Supplied, int Target, long Points, string Why);

/// <summary>A squad with its score, and each figure with its reason.</summary>
/// <param name="Assumed">Members whose role the catalogue does not know: rated as their specialization's usual role.</param>
public sealed record SquadAnalysis(
    ModeNeeds Needs,
    IReadOnlyList<IReadOnlyList<Archetype>> Subgroups,
    SquadRating Rating,
    IReadOnlyList<MemberReason> Members,
    IReadOnlyList<SquadGap> Gaps,
    IReadOnlyList<string> Assumed)
{
    /// <summary>How many of each role, most first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Roles =>
        [.. Subgroups.SelectMany(subgroup => subgroup).CountBy(member => member.Role).OrderByDescending(role => role.Value).ThenBy(role => role.Key, StringComparer.Ordinal)];

    /// <summary>Rates a squad as players have it: members in the order of their seats, five to a subgroup.</summary>
    /// <param name="problems">What is wrong with the names, if the answer is null.</param>
    public static SquadAnalysis? Of(string mode, IReadOnlyList<Selector> members, out IReadOnlyList<SquadProblem> problems) =>
        InSubgroups(mode, [.. members.Chunk(SquadScore.SubgroupSize)], out problems);

    /// <summary>Rates a squad whose subgroups are not all full.</summary>
    /// <inheritdoc cref="Of(string, IReadOnlyList{Selector}, out IReadOnlyList{SquadProblem})"/>
    public static SquadAnalysis? InSubgroups(string mode, IReadOnlyList<IReadOnlyList<Selector>> subgroups, out IReadOnlyList<SquadProblem> problems)
    {
        Selector[] members = [.. subgroups.SelectMany(subgroup => subgroup)];
        var found = new List<SquadProblem>();
        problems = found;
        var needs = SelectorReader.Mode(mode, "game_mode", found);
        if (members.Length is < 1 or > SquadRequest.SizeMax)
        {
            found.Add(new("members", $"{members.Length} members: 1 to {SquadRequest.SizeMax} are possible."));
            return null;
        }

        var assumed = new List<string>();
        var known = new Queue<Archetype?>(members.Select((member, seat) => Known(member, $"members[{seat}]", assumed, found)));
        if (found.Count > 0)
        {
            return null;
        }

        Archetype[][] seated = [.. subgroups.Select(subgroup => subgroup.Select(_ => known.Dequeue()!).ToArray())];
        return Of(needs!, seated, SquadCatalogue.Shipped.Archetypes) with { Assumed = assumed };
    }

    /// <param name="available">Who could have come: decides whether a gap could be filled at all.</param>
    public static SquadAnalysis Of(ModeNeeds needs, IReadOnlyList<IReadOnlyList<Archetype>> subgroups, IReadOnlyList<Archetype> available)
    {
        var rating = SquadScore.Rate(needs, subgroups);
        var everybody = subgroups.SelectMany(subgroup => subgroup).ToArray();
        return new(
            needs,
            subgroups,
            rating,
            [.. subgroups.SelectMany((subgroup, number) => subgroup.Select(member => Reason(needs, everybody, subgroup, number, member)))],
            [.. rating.Terms.Where(term => term.Missing > 0).OrderByDescending(term => term.Missing).Select(term => Gap(term, available))],
            []);
    }

    private static Archetype? Known(Selector member, string field, List<string> assumed, List<SquadProblem> problems)
    {
        if (member.Role is not null && SelectorReader.Role(member.Role, $"{field}.role", problems) is null)
        {
            return null;
        }

        var unknown = new List<SquadProblem>();
        if (SelectorReader.Find(member, field, unknown) is { } exactly)
        {
            return exactly[0];
        }

        if (SelectorReader.Find(member with { Role = null, Build = null }, field, problems) is not { } usual)
        {
            return null;
        }

        assumed.Add($"{field}: {unknown[0].Message} Rated as {usual[0].Role}.");
        return usual[0];
    }

    private static MemberReason Reason(ModeNeeds needs, Archetype[] everybody, IReadOnlyList<Archetype> subgroup, int number, Archetype member)
    {
        Contribution[] contributions =
        [
            .. needs.Subgroup
                .Select(need => In(need.Effect, squadWide: false, subgroup, member, supplied => (long)subgroup.Count * need.Points(supplied)))
                .Concat(needs.Squad.Select(need => In(need.Effect, squadWide: true, everybody, member, supplied => need.Points(supplied, everybody.Length))))
                .Where(contribution => contribution.Points > 0)
                .OrderByDescending(contribution => contribution.Points),
        ];
        var own = needs.OwnPoints(member);
        var learned = needs.LearnedPoints(member);
        return new(number, member, own + contributions.Sum(contribution => contribution.Points), own, contributions, Why(own - learned, learned, contributions));
    }

    private static Contribution In(Effect effect, bool squadWide, IReadOnlyList<Archetype> among, Archetype member, Func<int, long> points)
    {
        var supplied = among.Sum(other => other.Amount(effect));
        var given = member.Amount(effect);
        return new(effect, squadWide, given > 0 && supplied == given, points(supplied) - points(supplied - given));
    }

    private static string Why(long own, long learned, Contribution[] contributions)
    {
        var only = contributions.Where(contribution => contribution.Alone).Select(Said).ToArray();
        var more = contributions.Where(contribution => !contribution.Alone).Take(3).Select(Said).ToArray();
        string[] parts =
        [
            .. only.Length > 0 ? [$"the only one with {string.Join(", ", only)}"] : Array.Empty<string>(),
            .. more.Length > 0 ? [$"more {string.Join(", ", more)}"] : Array.Empty<string>(),
            .. own > 0 ? [$"own damage +{own}"] : Array.Empty<string>(),
            .. learned != 0 ? [$"players' verdict {learned:+0;-0}"] : Array.Empty<string>(),
        ];
        return parts.Length > 0 ? string.Join("; ", parts) : "fills the seat; others give all that counts";
    }

    private static string Said(Contribution contribution) => $"{contribution.Effect.Name()} +{contribution.Points}{(contribution.SquadWide ? " (squad)" : string.Empty)}";

    private static SquadGap Gap(ScoreTerm term, IReadOnlyList<Archetype> available)
    {
        var givers = available.Where(archetype => archetype.Amount(term.Effect) > 0).OrderByDescending(archetype => archetype.Amount(term.Effect)).ToArray();
        var why = givers.Length == 0
            ? $"nobody available gives {term.Effect.Name()}"
            : $"{givers.Length} available give it, as {givers[0].Title} {givers[0].Role}, but the seat is worth more otherwise or is bound";
        return new(term.Subgroup, term.Effect, term.Supplied, term.Target ?? 0, term.Missing, why);
    }
}
