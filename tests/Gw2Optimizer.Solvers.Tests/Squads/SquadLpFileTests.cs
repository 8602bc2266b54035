using System.Text.RegularExpressions;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public partial class SquadLpFileTests
{
    [Theory]
    [InlineData("raid", 3)]
    [InlineData("zerg", 4)]
    [InlineData("roaming", 6)]
    public void Its_optimum_is_the_squads_points(string mode, int size)
    {
        var request = new SquadRequest(mode, size)
        {
            Pool = [new(new(null, "Firebrand", "healer"), 1), new(new(null, "Scourge", "strip"), 2), new(new(null, "Weaver", "dps")), new(new(null, "Catalyst", "boon_support"), 1)],
            Roles = [new("strip", 1)],
        };

        var program = Program.Read(Written(request));

        program.Best().ShouldBe(request.Solved().Rating.Points);
    }

    [Fact]
    public void Every_variable_is_bounded_and_every_line_is_short()
    {
        var text = Written(RandomRequests.Tight("zerg", 50, 5, 40, seed: 1) with { Roles = [new("strip", 2)] });
        var program = Program.Read(text);

        program.Rows.SelectMany(row => row.Terms.Keys).Concat(program.Objective.Keys).Distinct().ShouldAllBe(variable => program.Upper.ContainsKey(variable));
        program.Rows.Count(row => row.Name.StartsWith("seats", StringComparison.Ordinal)).ShouldBe(10);
        program.Rows.ShouldContain(row => row.Sense == ">=" && row.Limit == 2);
        text.Split('\n').ShouldAllBe(line => line.Length <= 255);
        text.TrimEnd().ShouldEndWith("End");
    }

    [Fact]
    public void A_wrong_request_has_no_program()
    {
        SquadLpFile.Write(new("zerg", 0), out var problems).ShouldBeNull();

        problems.ShouldHaveSingleItem().Field.ShouldBe("team_size");
    }

    private static string Written(SquadRequest request) => SquadLpFile.Write(request, out _).ShouldNotBeNull();

    private sealed record Row(string Name, Dictionary<string, int> Terms, string Sense, int Limit);

    private sealed partial record Program(Dictionary<string, int> Objective, List<Row> Rows, Dictionary<string, int> Upper, string[] Whole)
    {
        public static Program Read(string text)
        {
            var lines = text.Split('\n').Where(line => !line.StartsWith('\\'));
            var parts = Section().Split(string.Join('\n', lines)).Select(part => part.Trim()).ToArray();
            var rows = parts[2].Split(':').Length > 1 ? Named().Split(parts[2])[1..].Chunk(2).Select(pair => ReadRow(pair[0], pair[1])).ToList() : [];
            var upper = parts[3].Split('\n').Select(line => line.Trim().Split(' ')).ToDictionary(words => words[2], words => int.Parse(words[4]));
            return new(Terms(parts[1].Split(':')[1]), rows, upper, parts[4].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        /// <summary>Tries all whole numbers; what is covered is then as much as its row and bound allow.</summary>
        public long Best() => Best(0, []);

        private long Best(int at, Dictionary<string, int> values)
        {
            if (at == Whole.Length)
            {
                return Worth(values);
            }

            var best = long.MinValue;
            for (var value = 0; value <= Upper[Whole[at]]; value++)
            {
                values[Whole[at]] = value;
                var open = Rows.Where(row => row.Name.StartsWith("seats", StringComparison.Ordinal) && row.Terms.Sum(term => term.Value * values.GetValueOrDefault(term.Key)) > row.Limit);
                best = open.Any() ? best : Math.Max(best, Best(at + 1, values));
            }

            values.Remove(Whole[at]);
            return best;
        }

        private long Worth(Dictionary<string, int> values)
        {
            var points = Objective.Sum(term => (long)term.Value * values.GetValueOrDefault(term.Key));
            foreach (var row in Rows)
            {
                var used = row.Terms.Sum(term => term.Value * values.GetValueOrDefault(term.Key));
                var free = row.Terms.Where(term => !Whole.Contains(term.Key)).OrderByDescending(term => Objective.GetValueOrDefault(term.Key)).ToArray();
                if (free.Length == 0 && !(row.Sense == "=" ? used == row.Limit : row.Sense == ">=" ? used >= row.Limit : used <= row.Limit))
                {
                    return long.MinValue;
                }

                foreach (var variable in free)
                {
                    var taken = Math.Min(Upper[variable.Key], row.Limit - used);
                    points += (long)taken * Objective.GetValueOrDefault(variable.Key);
                    used += taken;
                }
            }

            return points;
        }

        private static Row ReadRow(string name, string text)
        {
            var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return new(name, Terms(string.Join(' ', words[..^2])), words[^2], int.Parse(words[^1]));
        }

        private static Dictionary<string, int> Terms(string text) =>
            Term().Matches(text).ToDictionary(match => match.Groups["variable"].Value, match => int.Parse($"{match.Groups["sign"].Value}{match.Groups["factor"].Value}"));

        [GeneratedRegex(@"^(?:Maximize|Subject To|Bounds|General|End)\s*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Section();

        [GeneratedRegex(@"(?<name>\w+):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Named();

        [GeneratedRegex(@"(?<sign>[+-]) (?<factor>\d+) (?<variable>[a-z]\d+(?:_\d+)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Term();
    }
}
