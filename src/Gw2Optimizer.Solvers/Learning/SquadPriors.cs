using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Learning;

/// <summary>How much better or worse than the rest players find specializations and pairs of them, each -1 to 1; what is absent is 0.</summary>
/// <param name="Specializations">By title.</param>
/// <param name="Pairs">By <see cref="PairOf"/>.</param>
public sealed record SquadPriors(IReadOnlyDictionary<string, double> Specializations, IReadOnlyDictionary<string, double> Pairs)
{
    /// <summary>The share of a full member's own points that an effect of 1 is worth: opinions tip a choice, needs decide it.</summary>
    public const double Share = 0.5;

    /// <summary>Learned points come in steps of ten, so that the divisor of all points, by which bounds are rounded, stays what it is.</summary>
    private const int Step = 10;

    public static SquadPriors None { get; } = new(new Dictionary<string, double>(), new Dictionary<string, double>());

    /// <summary>The same for both orders.</summary>
    public static string PairOf(string first, string second) => string.CompareOrdinal(first, second) <= 0 ? $"{first} + {second}" : $"{second} + {first}";

    public double Of(string specialization) => Specializations.GetValueOrDefault(specialization);

    public double Of(string first, string second) => Pairs.GetValueOrDefault(PairOf(first, second));

    /// <summary>The sum over all pairs that share a subgroup.</summary>
    public double OfPairs(IEnumerable<IReadOnlyList<Archetype>> subgroups) => Pairs.Count == 0 ? 0 : subgroups.Sum(subgroup =>
        Enumerable.Range(0, subgroup.Count).Sum(one => Enumerable.Range(0, one).Sum(other => Of(subgroup[one].Title, subgroup[other].Title))));

    /// <summary>The needs of a mode with what is learned added to what members do alone.</summary>
    public ModeNeeds In(ModeNeeds needs)
    {
        if (Specializations.Count == 0)
        {
            return needs;
        }

        var full = SquadCatalogue.Shipped.Archetypes.Max(needs.OwnPoints);
        return needs with { Learned = Specializations.ToDictionary(prior => prior.Key, prior => Step * (int)Math.Round(Share * full * Math.Clamp(prior.Value, -1, 1) / Step)) };
    }
}
