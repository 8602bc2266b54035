namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>Finds rows that every squad keeps and a linear program's mixture of subgroups breaks.</summary>
internal static class Cuts
{
    private const double Least = 0.02;

    /// <summary>The most broken cuts over one, two or three kinds of which an odd number of copies can come, worst first.</summary>
    public static IReadOnlyList<ExtraRow> Find(SquadModel model, IReadOnlyList<(int[] Members, double Times)> used, int most)
    {
        var mixed = used.Where(column => Math.Abs(column.Times - Math.Round(column.Times)) > Least).ToArray();
        var kinds = mixed.SelectMany(column => column.Members).Distinct().Where(kind => model.Kinds[kind].Copies < model.Size).Order().ToArray();
        var broken = new List<(ExtraRow Row, double By)>();
        for (var first = 0; first < kinds.Length; first++)
        {
            Try([kinds[first]]);
            for (var second = first + 1; second < kinds.Length; second++)
            {
                Try([kinds[first], kinds[second]]);
                for (var third = second + 1; third < kinds.Length; third++)
                {
                    Try([kinds[first], kinds[second], kinds[third]]);
                }
            }
        }

        return [.. broken.OrderByDescending(cut => cut.By).Take(most).Select(cut => cut.Row)];

        void Try(int[] set)
        {
            var copies = 0;
            foreach (var kind in set)
            {
                copies += model.Kinds[kind].Copies;
            }

            if (copies % 2 == 0)
            {
                return;
            }

            var halves = 0.0;
            foreach (var (members, times) in used)
            {
                var count = 0;
                foreach (var member in members)
                {
                    count += Array.IndexOf(set, member) >= 0 ? 1 : 0;
                }

                halves += count / 2 * times;
            }

            if (halves > (copies / 2) + Least)
            {
                broken.Add((new(set, Halved: true, RowKind.AtMost, copies / 2), halves - (copies / 2)));
            }
        }
    }
}
