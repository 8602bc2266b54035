using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Learning;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>A squad of the solver's, and all that it says of it: what an answer is made of, with or without a model.</summary>
internal sealed class SquadCandidate
{
    private const int ToldMax = 5;
    private const int PriorityMax = 5;
    private const double SynergyMax = 10;

    private readonly SquadAnalysis analysis;
    private readonly SquadPriors priors;

    public SquadCandidate(ModeNeeds needs, IReadOnlyList<IReadOnlyList<Archetype>> subgroups, IReadOnlyList<Archetype> available, SquadPriors priors)
    {
        this.priors = priors;
        analysis = SquadAnalysis.Of(needs, subgroups, available);
        Builds = BuildsOf(analysis);
    }

    /// <summary>Kinds of members, those to be found first leading.</summary>
    public IReadOnlyList<SquadBuild> Builds { get; }

    public IReadOnlyList<IReadOnlyList<Archetype>> Squad => analysis.Subgroups;

    public string Name => $"{Words(analysis.Needs.Mode)} squad of {Size} around {string.Join(" and ", Builds.Take(2).Select(build => build.Archetype.Title))}";

    public string Strategy =>
        $"{Counted(Squad.Count, "subgroup")}; {string.Join(", ", analysis.Roles.Select(role => $"{role.Value} {Words(role.Key)}"))}. "
        + (analysis.Gaps.Count == 0 ? "Nothing that this mode asks for is missing." : $"Play around what is short: {string.Join(", ", analysis.Gaps.Select(gap => Words(gap.Effect.Name())).Distinct().Take(ToldMax))}.");

    public IReadOnlyList<string> Strengths =>
    [
        .. analysis.Rating.Terms
            .Where(term => term is { Target: > 0, Points: > 0 })
            .GroupBy(term => (term.Effect, IsSquadWide: term.Subgroup is null))
            .Where(terms => terms.All(term => term.Missing == 0))
            .OrderByDescending(terms => terms.Sum(term => term.Points))
            .Take(ToldMax)
            .Select(terms => $"{Words(terms.Key.Effect.Name())} in full for {(terms.Key.IsSquadWide ? "the squad" : "every subgroup")}"),
    ];

    public IReadOnlyList<string> Weaknesses =>
    [
        .. analysis.Gaps
            .GroupBy(gap => (gap.Effect, IsSquadWide: gap.Subgroup is null))
            .OrderByDescending(gaps => gaps.Sum(gap => gap.Points))
            .Take(ToldMax)
            .Select(gaps => $"{Words(gaps.Key.Effect.Name())} is short {(gaps.Key.IsSquadWide ? "for the squad" : $"in {Counted(gaps.Count(), "subgroup")}")}: {gaps.First().Why}"),
    ];

    /// <summary>0 to 10: of all that members could give each other in their subgroups how much they do, and what is learned of the pairs.</summary>
    public double SynergyScore
    {
        get
        {
            var given = analysis.Rating.Terms.Where(term => term.Subgroup is not null).Sum(term => term.Points);
            var wanted = Size * (long)analysis.Needs.Subgroup.Sum(need => need.Points(need.Cap));
            var pairs = Squad.Sum(subgroup => subgroup.Count * (subgroup.Count - 1) / 2);
            var learned = pairs == 0 ? 0 : priors.OfPairs(Squad) / pairs;
            return Math.Round(Math.Clamp((wanted == 0 ? 0 : SynergyMax * given / wanted) + (SynergyMax * SquadPriors.Share * learned), 0, SynergyMax), 2);
        }
    }

    public CoverageAnswer Coverage => new(
        [.. Enumerable.Range(0, Squad.Count).Select(number => Shares(analysis.Rating.Terms.Where(term => term.Subgroup == number)))],
        Shares(analysis.Rating.Terms.Where(term => term.Subgroup is null)));

    public IReadOnlyList<SubgroupAnswer> Subgroups =>
    [
        .. Enumerable.Range(0, Squad.Count).Select(number => new SubgroupAnswer(
        [
            .. analysis.Members.Where(reason => reason.Subgroup == number).Select(reason => new MemberAnswer(
                reason.Member.Profession, SquadCatalogue.Shipped.LineOf(reason.Member), reason.Member.Role, [.. Strongest(reason.Member).Select(effect => effect.Name())], reason.Why)),
        ])),
    ];

    /// <summary>Titles of specializations by subgroup: what a rating of this squad is about.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Titles => [.. Squad.Select(subgroup => subgroup.Select(member => member.Title).ToArray())];

    private int Size => Squad.Sum(subgroup => subgroup.Count);

    public static IEnumerable<Effect> Strongest(Archetype archetype) => archetype.Provides.OrderByDescending(provision => provision.Amount).Select(provision => provision.Effect);

    /// <summary>Names of the wire as words: <c>raid_guild</c> is "raid guild".</summary>
    public static string Words(string name) => name.Replace('_', ' ');

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static Dictionary<string, double> Shares(IEnumerable<ScoreTerm> terms) => terms
        .Where(term => term.Target > 0)
        .ToDictionary(term => term.Effect.Name(), term => Math.Round(Math.Min(1, (double)term.Supplied / term.Target!.Value), 4));

    // By what the squad would lose without one of them, on average, spread evenly over 1 to 5.
    private static SquadBuild[] BuildsOf(SquadAnalysis analysis)
    {
        var kinds = analysis.Members
            .GroupBy(reason => reason.Member)
            .Select(reasons => (reasons.Key, Worth: reasons.Average(reason => reason.Points), Count: reasons.Count(), Best: reasons.MaxBy(reason => reason.Points)!))
            .OrderByDescending(kind => kind.Worth)
            .ThenBy(kind => kind.Key.Id, StringComparer.Ordinal)
            .ToArray();
        return [.. kinds.Select((kind, place) => new SquadBuild(kind.Key, kind.Count, 1 + (place * PriorityMax / kinds.Length), kind.Best.Why))];
    }
}

/// <summary>So many of an archetype.</summary>
/// <param name="Priority">1 to 5.</param>
internal sealed record SquadBuild(Archetype Archetype, int Count, int Priority, string Why)
{
    private const int KeyBoonsMax = 4;

    public IReadOnlyList<string> KeyBoons => [.. SquadCandidate.Strongest(Archetype).Where(effect => effect.IsBoon()).Take(KeyBoonsMax).Select(effect => effect.Name())];
}
