using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Learning;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>
/// What two members gain by standing in one subgroup: with <c>c</c> the points that one member gets from what a subgroup gives itself, the pair's gain is
/// <c>2·c(a, b) - c(a) - c(b)</c>, what each gets from the other. Of several builds the pair that gains most counts.
/// </summary>
/// <param name="Score">0 to 10: the gain, 10 being the most that any two archetypes gain in this mode, and what is learned of the pair.</param>
/// <param name="First">The first one's build of that pair.</param>
/// <param name="SharedBoons">Boons that both give.</param>
/// <param name="Gaps">What a subgroup wants and neither gives in full, the costliest first.</param>
/// <param name="Strengths">What the pair gains most by.</param>
/// <param name="Weaknesses">What goes to waste between them, and the costliest gaps.</param>
public sealed record Synergy(
    double Score,
    long Points,
    Archetype First,
    Archetype Second,
    IReadOnlyList<Effect> SharedBoons,
    IReadOnlyList<Effect> Gaps,
    IReadOnlyList<string> Strengths,
    IReadOnlyList<string> Weaknesses)
{
    private const int Told = 4;

    /// <summary>Symmetric; null, with problems: a name is wrong.</summary>
    public static Synergy? Of(string mode, Selector first, Selector second, out IReadOnlyList<SquadProblem> problems, SquadPriors? priors = null)
    {
        var found = new List<SquadProblem>();
        problems = found;
        var needs = SelectorReader.Mode(mode, "game_mode", found);
        var firsts = SelectorReader.Find(first, "first", found);
        var seconds = SelectorReader.Find(second, "second", found);
        if (found.Count > 0)
        {
            return null;
        }

        var pairs = firsts!.SelectMany(one => seconds!.Select(other => (one, other)));
        var (a, b) = pairs.OrderByDescending(pair => Gain(needs!, pair.one, pair.other)).ThenBy(pair => Key(pair.one, pair.other), StringComparer.Ordinal).First();
        return Between(needs!, a, b, (priors ?? SquadPriors.None).Of(a.Title, b.Title));
    }

    private static Synergy Between(ModeNeeds needs, Archetype first, Archetype second, double learned)
    {
        var gain = Gain(needs, first, second);
        var most = Most(needs);
        var byNeed = needs.Subgroup.Select(need => (need.Effect, Gain: Gain(need, first, second), Missing: need.Points(need.Target) - need.Points(Both(need, first, second)))).ToArray();
        var shared = needs.Subgroup.Where(need => first.Amount(need.Effect) > 0 && second.Amount(need.Effect) > 0).ToArray();
        var gaps = byNeed.Where(need => need.Missing > 0).OrderByDescending(need => need.Missing).ToArray();
        return new(
            Math.Round(Math.Clamp((most == 0 ? 0 : 10.0 * gain / most) + (10 * SquadPriors.Share * learned), 0, 10), 2),
            gain,
            first,
            second,
            [.. shared.Select(need => need.Effect).Where(effect => effect.IsBoon())],
            [.. gaps.Select(gap => gap.Effect)],
            [.. byNeed.Where(need => need.Gain > 0).OrderByDescending(need => need.Gain).Take(Told).Select(need => $"{need.Effect.Name()} +{need.Gain}")],
            [
                .. shared.Where(need => Both(need, first, second) > need.Cap).Select(need => $"more {need.Effect.Name()} than counts"),
                .. gaps.Take(Told).Select(gap => $"no full {gap.Effect.Name()} ({gap.Missing} points for each member)"),
            ]);
    }

    private static long Gain(ModeNeeds needs, Archetype first, Archetype second) => needs.Subgroup.Sum(need => Gain(need, first, second));

    private static long Gain(SubgroupNeed need, Archetype first, Archetype second) =>
        (2L * need.Points(Both(need, first, second))) - need.Points(first.Amount(need.Effect)) - need.Points(second.Amount(need.Effect));

    private static int Both(SubgroupNeed need, Archetype first, Archetype second) => first.Amount(need.Effect) + second.Amount(need.Effect);

    private static long Most(ModeNeeds needs)
    {
        var all = SquadCatalogue.Shipped.Archetypes;
        return all.Max(first => all.Max(second => Gain(needs, first, second)));
    }

    // The same for a pair and for the pair turned round.
    private static string Key(Archetype first, Archetype second) =>
        string.CompareOrdinal(first.Id, second.Id) <= 0 ? $"{first.Id} {second.Id}" : $"{second.Id} {first.Id}";
}
