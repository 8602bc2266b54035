using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>Candidates that no need and no rule can tell apart.</summary>
/// <param name="Copies">How many may come, 1 to the squad's size.</param>
/// <param name="Own">Points for what one does alone.</param>
/// <param name="Squad">Quarters for each need of the squad.</param>
/// <param name="Rules">The rules that count it, ascending.</param>
/// <param name="Members">The candidates and how many of each may come.</param>
internal sealed record MemberKind(int Copies, int Own, byte[] Subgroup, int[] Squad, int[] Rules, IReadOnlyList<(int Candidate, int Copies)> Members);

/// <summary>A question as the search sees it: kinds of members, the rules that bind, and points as whole numbers.</summary>
internal sealed class SquadModel
{
    private SquadModel(Question question, IReadOnlyList<CountRule> rules, IReadOnlyList<MemberKind> kinds)
    {
        Question = question;
        Rules = rules;
        Kinds = kinds;
        Size = question.Size;
        Full = Size / SquadScore.SubgroupSize;
        Rest = Size % SquadScore.SubgroupSize;
        Needs = question.Needs;
        Profiles = new(Needs.Subgroup, [.. kinds.Select(kind => kind.Subgroup)]);
        Unit = UnitOf();
    }

    public Question Question { get; }

    public ModeNeeds Needs { get; }

    public int Size { get; }

    /// <summary>Subgroups of five.</summary>
    public int Full { get; }

    /// <summary>Members of the last subgroup; 0: there is none but full ones.</summary>
    public int Rest { get; }

    public IReadOnlyList<MemberKind> Kinds { get; }

    /// <summary>Those that count more than one kind and could bind.</summary>
    public IReadOnlyList<CountRule> Rules { get; }

    public Profiles Profiles { get; }

    /// <summary>Every squad's points are a multiple of this.</summary>
    public long Unit { get; }

    public static SquadModel Of(Question question)
    {
        var wide = question.Rules.Where(rule => rule.Min > 0 || (rule.Max > 0 && rule.Max < question.Size && rule.Who.Count > 1)).ToArray();
        var copies = Enumerable.Repeat(question.Size, question.Candidates.Count).ToArray();
        foreach (var rule in question.Rules)
        {
            foreach (var candidate in rule.Who.Where(candidate => rule.Max == 0 || rule.Who.Count == 1))
            {
                copies[candidate] = Math.Min(copies[candidate], rule.Max);
            }
        }

        var kinds = Enumerable.Range(0, copies.Length)
            .Where(candidate => copies[candidate] > 0)
            .Select(candidate => Single(question, wide, candidate, copies[candidate]))
            .GroupBy(kind => string.Join(',', [.. kind.Subgroup, -1, .. kind.Squad, -1, .. kind.Rules, -1, kind.Own]))
            .Select(alike => alike.First() with
            {
                Copies = Math.Min(question.Size, alike.Sum(kind => kind.Copies)),
                Members = [.. alike.SelectMany(kind => kind.Members)],
            })
            .ToArray();
        return new(question, wide, [.. kinds.Where((kind, index) => !kinds.Where((other, at) => at != index && Replaces(other, kind, question, wide)).Any())]);
    }

    /// <summary>A squad's points. For a subgroup of n, n is its number of members.</summary>
    public long Points(IEnumerable<int[]> subgroups)
    {
        long points = 0;
        var squad = new int[Needs.Squad.Count];
        foreach (var members in subgroups)
        {
            points += members.Length * (long)Profiles.Points(Profiles.Sum(members));
            foreach (var member in members)
            {
                points += Kinds[member].Own;
                for (var need = 0; need < squad.Length; need++)
                {
                    squad[need] += Kinds[member].Squad[need];
                }
            }
        }

        for (var need = 0; need < squad.Length; need++)
        {
            points += Needs.Squad[need].Points(squad[need], Size);
        }

        return points;
    }

    private static MemberKind Single(Question question, CountRule[] rules, int candidate, int copies)
    {
        var archetype = question.Candidates[candidate].Archetype;
        var subgroup = new byte[Profiles.EffectsMax];
        for (var need = 0; need < question.Needs.Subgroup.Count; need++)
        {
            subgroup[need] = (byte)Math.Min(archetype.Amount(question.Needs.Subgroup[need].Effect), question.Needs.Subgroup[need].Cap);
        }

        return new(
            copies,
            question.Needs.OwnPoints(archetype),
            subgroup,
            [.. question.Needs.Squad.Select(need => archetype.Amount(need.Effect))],
            [.. Enumerable.Range(0, rules.Length).Where(rule => rules[rule].Who.Contains(candidate))],
            [(candidate, copies)]);
    }

    // Another kind gives at least as much everywhere, never runs out, helps every least number and is in the way of no most.
    private static bool Replaces(MemberKind other, MemberKind kind, Question question, CountRule[] rules) =>
        other.Copies >= question.Size
        && other.Own >= kind.Own
        && other.Subgroup.Zip(kind.Subgroup).All(pair => pair.First >= pair.Second)
        && other.Squad.Zip(kind.Squad).All(pair => pair.First >= pair.Second)
        && kind.Rules.Except(other.Rules).All(rule => rules[rule].Min == 0)
        && other.Rules.Except(kind.Rules).All(rule => rules[rule].Max >= question.Size);

    private long UnitOf()
    {
        var subgroups = new[] { Full > 0 ? SquadScore.SubgroupSize : 0, Rest };
        return Needs.Subgroup.SelectMany(need => new long[] { need.Weight, need.SurplusWeight }).SelectMany(weight => subgroups.Select(size => weight * size))
            .Concat(Kinds.Select(kind => (long)kind.Own))
            .Concat(Needs.Squad.Select(need => (long)need.Weight))
            .Aggregate(0L, CommonDivisor) is var unit and > 0 ? unit : 1;
    }

    private static long CommonDivisor(long first, long second) => second == 0 ? first : CommonDivisor(second, first % second);
}
