using System.Text;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads.Search;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>
/// A request as a mixed integer program in CPLEX's LP format, for any solver that reads it: how many of each kind of member are in each subgroup. Its optimum is
/// the squad's points. Kinds, their copies and the rules are those of the search here, after members that no need tells apart are taken together.
/// </summary>
public static class SquadLpFile
{
    private const int TermsInLine = 8;

    /// <summary>Null, with problems: the request is wrong.</summary>
    public static string? Write(SquadRequest request, out IReadOnlyList<SquadProblem> problems)
    {
        var found = new List<SquadProblem>();
        problems = found;
        return QuestionReader.Read(request, found) is { } question ? Write(SquadModel.Of(question)) : null;
    }

    private static string Write(SquadModel model)
    {
        var text = new StringBuilder();
        text.AppendLine($"\\ {model.Needs.Mode}, {model.Size} players");
        for (var kind = 0; kind < model.Kinds.Count; kind++)
        {
            var names = model.Kinds[kind].Members.Take(3).Select(member => model.Question.Candidates[member.Candidate].Archetype.Id);
            text.AppendLine($"\\ x{kind}_*: {string.Join(", ", names)}, at most {model.Kinds[kind].Copies}");
        }

        int[] sizes = [.. Enumerable.Repeat(SquadScore.SubgroupSize, model.Full), .. model.Rest > 0 ? [model.Rest] : Array.Empty<int>()];
        text.AppendLine("Maximize");
        Row(text, "points", Objective(model, sizes));
        text.AppendLine("Subject To");
        Seats(text, model, sizes);
        Coverage(text, model, sizes);
        Couplings(text, model, sizes);
        text.AppendLine("Bounds");
        Bounds(text, model, sizes);
        text.AppendLine("General");
        Wrapped(text, [.. Each(model, sizes).Select(x => $"x{x.Kind}_{x.Subgroup}")]);
        text.AppendLine("End");
        return text.ToString();
    }

    private static IEnumerable<(int Kind, int Subgroup)> Each(SquadModel model, int[] sizes) =>
        Enumerable.Range(0, sizes.Length).SelectMany(subgroup => Enumerable.Range(0, model.Kinds.Count).Select(kind => (kind, subgroup)));

    private static IEnumerable<string> Objective(SquadModel model, int[] sizes) =>
    [
        .. Each(model, sizes).Where(x => model.Kinds[x.Kind].Own > 0).Select(x => Term(model.Kinds[x.Kind].Own, $"x{x.Kind}_{x.Subgroup}")),
        .. sizes.SelectMany((size, subgroup) => model.Needs.Subgroup.SelectMany((need, index) => new[]
        {
            Term(size * need.Weight, $"c{index}_{subgroup}"), Term(size * need.SurplusWeight, $"s{index}_{subgroup}"),
        })).Where(term => !term.StartsWith("+ 0 ", StringComparison.Ordinal)),
        .. model.Needs.Squad.Select((need, index) => Term(need.Weight, $"q{index}")),
    ];

    private static void Seats(StringBuilder text, SquadModel model, int[] sizes)
    {
        for (var subgroup = 0; subgroup < sizes.Length; subgroup++)
        {
            Row(text, $"seats{subgroup}", [.. Enumerable.Range(0, model.Kinds.Count).Select(kind => Term(1, $"x{kind}_{subgroup}")), $"= {sizes[subgroup]}"]);
        }
    }

    // What is covered is at most what the members give; the objective takes the target before the surplus, which is worth less.
    private static void Coverage(StringBuilder text, SquadModel model, int[] sizes)
    {
        for (var subgroup = 0; subgroup < sizes.Length; subgroup++)
        {
            for (var need = 0; need < model.Needs.Subgroup.Count; need++)
            {
                var (lane, at) = (need, subgroup);
                var given = Enumerable.Range(0, model.Kinds.Count).Where(kind => model.Kinds[kind].Subgroup[lane] > 0)
                    .Select(kind => Term(-model.Kinds[kind].Subgroup[lane], $"x{kind}_{at}"));
                Row(text, $"cover{need}_{subgroup}", [Term(1, $"c{need}_{subgroup}"), Term(1, $"s{need}_{subgroup}"), .. given, "<= 0"]);
            }
        }
    }

    private static void Couplings(StringBuilder text, SquadModel model, int[] sizes)
    {
        var couplings = new Master(model).Couplings;
        for (var row = 0; row < couplings.Count; row++)
        {
            var coupling = couplings[row];
            var used = Each(model, sizes).Where(x => coupling.Uses[x.Kind] > 0);
            if (coupling.Need is { } need)
            {
                var index = model.Needs.Squad.ToList().IndexOf(need);
                Row(text, $"squad{index}", [Term(1, $"q{index}"), .. used.Select(x => Term(-coupling.Uses[x.Kind], $"x{x.Kind}_{x.Subgroup}")), "<= 0"]);
            }
            else
            {
                var sign = coupling.Kind == RowKind.AtLeast ? ">=" : "<=";
                var counted = used.Select(x => Term(1, $"x{x.Kind}_{x.Subgroup}")).DefaultIfEmpty("0 x0_0");
                Row(text, $"rule{row}", [.. counted, $"{sign} {coupling.Limit}"]);
            }
        }
    }

    private static void Bounds(StringBuilder text, SquadModel model, int[] sizes)
    {
        for (var subgroup = 0; subgroup < sizes.Length; subgroup++)
        {
            for (var need = 0; need < model.Needs.Subgroup.Count; need++)
            {
                text.AppendLine($" 0 <= c{need}_{subgroup} <= {model.Needs.Subgroup[need].Target}");
                text.AppendLine($" 0 <= s{need}_{subgroup} <= {model.Needs.Subgroup[need].Surplus}");
            }
        }

        for (var need = 0; need < model.Needs.Squad.Count; need++)
        {
            text.AppendLine($" 0 <= q{need} <= {model.Needs.Squad[need].Target(model.Size)}");
        }

        foreach (var (kind, subgroup) in Each(model, sizes))
        {
            text.AppendLine($" 0 <= x{kind}_{subgroup} <= {Math.Min(sizes[subgroup], model.Kinds[kind].Copies)}");
        }
    }

    private static string Term(int factor, string variable) => factor < 0 ? $"- {-factor} {variable}" : $"+ {factor} {variable}";

    private static void Row(StringBuilder text, string name, IEnumerable<string> terms)
    {
        text.Append($" {name}:");
        Wrapped(text, [.. terms]);
    }

    // The format's readers limit the length of a line.
    private static void Wrapped(StringBuilder text, string[] words)
    {
        foreach (var line in words.Chunk(TermsInLine))
        {
            text.Append(' ').AppendJoin(' ', line).AppendLine();
        }
    }
}
