namespace Gw2Optimizer.Solvers.Learning;

/// <summary>
/// The Bayesian update of priors by evidence. An effect is normal around 0 before anything is seen; each look at it is the effect and noise. With <c>k</c> the
/// noise's variance over the prior's and looks <c>d</c> of weight <c>w</c>, the posterior mean is <c>Σ w·d / (k + Σ w)</c> (conjugate normal with known
/// variances: Gelman et al., Bayesian Data Analysis, section 2.5).
/// </summary>
public static class PriorUpdate
{
    /// <summary>So many full looks move an effect half of the way from 0 to what they say.</summary>
    public const double SpecializationStrength = 20;

    /// <summary>Pairs are many and seen rarely: they must say it more often.</summary>
    public const double PairStrength = 40;

    /// <param name="meanRating">What ratings are measured against, 0 to 1.</param>
    public static SquadPriors Fit(IReadOnlyList<Evidence> evidence, double meanRating)
    {
        var specializations = new Posterior(SpecializationStrength);
        var pairs = new Posterior(PairStrength);
        foreach (var look in evidence.SelectMany(one => Looks.At(one, meanRating)))
        {
            foreach (var (specialization, share) in look.Specializations)
            {
                specializations.See(specialization, look.Deviation, share);
            }

            foreach (var (pair, share) in look.Pairs)
            {
                pairs.See(pair, look.Deviation, share);
            }
        }

        return new(specializations.Means(), pairs.Means());
    }

    /// <summary>The mean of all ratings, 0.5 without one.</summary>
    public static double MeanRating(IEnumerable<Evidence> evidence) => evidence.OfType<Evidence.RatedSquad>().Select(rated => rated.Rating).DefaultIfEmpty(0.5).Average();

    private sealed class Posterior(double strength)
    {
        private readonly Dictionary<string, (double Sum, double Weight)> seen = new(StringComparer.Ordinal);

        public void See(string key, double deviation, double weight)
        {
            var (sum, weights) = seen.GetValueOrDefault(key);
            seen[key] = (sum + (weight * deviation), weights + weight);
        }

        public Dictionary<string, double> Means() =>
            seen.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Value.Sum / (strength + one.Value.Weight));
    }
}
