using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Teams;

/// <summary>What a team's members give each other: coverage of each subgroup of five and of the whole squad, roles, and gaps with their reasons.</summary>
/// <param name="Score">0 to 100; null for a team without members.</param>
/// <param name="Assumed">Members whose role nobody knows of their specialization: rated as their usual role.</param>
internal sealed record TeamAnalysis(
    double? Score,
    IReadOnlyList<SubgroupCoverage> Subgroups,
    IReadOnlyList<EffectCoverage> Squad,
    IReadOnlyDictionary<string, int> Roles,
    IReadOnlyList<MemberWorth> Members,
    IReadOnlyList<TeamGap> Gaps,
    IReadOnlyList<string> Assumed)
{
    public const string Example = """
        {"score":41.5,"subgroups":[{"subgroup":1,"coverage":[{"effect":"stability","supplied":0.5,"share":0.5,"points":120,"missing":60,"why":"from Firebrand in slot 1"}]}],"squad":[{"effect":"strip","supplied":1.5,"share":1,"points":40,"missing":0,"why":"from Scourge in slot 2"}],
        "roles":{"stability":1},"members":[{"slot":1,"subgroup":1,"profession":"Guardian","specialization":"Firebrand","role":"stability","points":320,"why":"the only one with stability"}],
        "gaps":[{"subgroup":1,"effect":"alacrity","points":90,"why":"nobody gives alacrity"}],"assumed":[]}
        """;

    private const double QuartersPerUnit = 4;

    public static TeamAnalysis Of(Team team)
    {
        if (team.Members.Count == 0)
        {
            return new(Score: null, [], [], new Dictionary<string, int>(), [], [], []);
        }

        var subgroups = team.Members.GroupBy(member => member.Subgroup).OrderBy(subgroup => subgroup.Key).ToList();
        var analysis = SquadAnalysis.InSubgroups(team.GameMode, [.. subgroups.Select(subgroup => subgroup.Select(SelectorOf).ToList())], out var problems)
            ?? throw new InvalidOperationException($"A stored team cannot be rated: {string.Join("; ", problems.Select(problem => problem.Message))}");
        var terms = analysis.Rating.Terms;
        return new(
            Math.Round(analysis.Rating.Value, 2),
            [
                .. terms.Where(term => term.Subgroup is not null).GroupBy(term => term.Subgroup!.Value)
                    .Select(group => new SubgroupCoverage(NumberOf(group.Key), [.. group.Select(term => Coverage(term, [.. subgroups[group.Key]], analysis.Subgroups[group.Key]))])),
            ],
            [.. terms.Where(term => term.Subgroup is null).Select(term => Coverage(term, team.Members, [.. analysis.Subgroups.SelectMany(subgroup => subgroup)]))],
            analysis.Roles.ToDictionary(role => role.Key, role => role.Value),
            [.. team.Members.Zip(analysis.Members, (member, reason) => new MemberWorth(member.Slot, NumberOf(reason.Subgroup), member.Profession, member.Specialization, reason.Member.Role, reason.Points, reason.Why))],
            [.. analysis.Gaps.Select(gap => new TeamGap(gap.Subgroup is { } subgroup ? NumberOf(subgroup) : null, gap.Effect.Name(), gap.Points, gap.Why))],
            analysis.Assumed);

        int NumberOf(int place) => subgroups[place].Key;
    }

    /// <summary>Squads know one core build a profession, whichever line it is named by.</summary>
    private static Selector SelectorOf(Member member) => new(
        member.Profession, GameCatalogue.Shipped.Specializations.FindAll(member.Specialization).Any(line => line.IsElite) ? member.Specialization : "core", member.Role);

    private static EffectCoverage Coverage(ScoreTerm term, IReadOnlyList<Member> members, IReadOnlyList<Archetype> played)
    {
        var givers = members.Zip(played).Where(pair => pair.Second.Amount(term.Effect) > 0).Select(pair => $"{pair.First.Specialization} in slot {pair.First.Slot}").ToList();
        return new EffectCoverage(
            term.Effect.Name(),
            term.Supplied / QuartersPerUnit,
            term.Target is { } target and > 0 ? Math.Round(Math.Min(1, (double)term.Supplied / target), 4) : null,
            term.Points,
            term.Missing,
            givers.Count > 0 ? $"from {string.Join(", ", givers)}" : $"nobody gives {term.Effect.Name()}");
    }
}

internal sealed record SubgroupCoverage(int Subgroup, IReadOnlyList<EffectCoverage> Coverage);

/// <param name="Supplied">In builds that give it all the time, as far as is known; see docs/SQUADS.md.</param>
/// <param name="Share">Of what counts in full, 0 to 1; null for what has no end.</param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="Missing">Points lost for what is missing.</param>
/// <param name="Why">Who gives it.</param>
internal sealed record EffectCoverage(string Effect, double Supplied, double? Share, long Points, long Missing, string Why);

/// <param name="Points">What the score would lose without this member.</param>
internal sealed record MemberWorth(int Slot, int Subgroup, string Profession, string Specialization, string Role, long Points, string Why);

/// <param name="Subgroup">From 1; null: the whole squad.</param>
internal sealed record TeamGap(int? Subgroup, string Effect, long Points, string Why);
