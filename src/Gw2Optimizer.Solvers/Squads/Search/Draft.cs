namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>A squad that is put together subgroup by subgroup, and what is left to take.</summary>
internal sealed class Draft(SquadModel model)
{
    private readonly int[] ruled = [.. model.Rules.Select(rule => rule.Max)];
    private readonly List<int[]> full = [];
    private int[]? rest;

    /// <summary>How many of each kind may still come.</summary>
    public int[] Left { get; } = [.. model.Kinds.Select(kind => kind.Copies)];

    /// <summary>Members of a subgroup that is still missing; 0: none is.</summary>
    public int Next => full.Count < model.Full ? 5 : rest is null ? model.Rest : 0;

    public IEnumerable<int> Seats => full.SelectMany(members => members).Concat(rest ?? []);

    public bool Fits(int[] members) =>
        (members.Length == 5 ? full.Count < model.Full : rest is null && members.Length == model.Rest)
        && members.CountBy(kind => kind).All(count => count.Value <= Left[count.Key])
        && members.SelectMany(kind => model.Kinds[kind].Rules).CountBy(rule => rule).All(count => count.Value <= ruled[count.Key]);

    public void Take(int[] members)
    {
        if (members.Length == 5 && full.Count < model.Full)
        {
            full.Add(members);
        }
        else
        {
            rest = members;
        }

        foreach (var kind in members)
        {
            Left[kind]--;
            foreach (var rule in model.Kinds[kind].Rules)
            {
                ruled[rule]--;
            }
        }

        for (var kind = 0; kind < Left.Length; kind++)
        {
            foreach (var rule in model.Kinds[kind].Rules)
            {
                Left[kind] = Math.Max(0, Math.Min(Left[kind], ruled[rule]));
            }
        }
    }
}
