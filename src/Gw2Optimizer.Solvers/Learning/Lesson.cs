using System.Text;

namespace Gw2Optimizer.Solvers.Learning;

/// <summary>What a run of learning came to: priors fitted on some of the evidence, and how well they foretell the rest.</summary>
/// <param name="LossBefore">Mean squared error of the published priors on what was held out.</param>
/// <param name="LossAfter">The same of the new ones.</param>
public sealed record Lesson(SquadPriors Priors, double MeanRating, int Fitted, int HeldOut, double LossBefore, double LossAfter)
{
    /// <summary>One in so many is held out.</summary>
    public const int HoldOutOneIn = 5;

    /// <summary>Fewer held out than this prove nothing.</summary>
    public const int HeldOutMin = 5;

    /// <summary>Whether the new priors are to take the place of the published ones: they foretell what they have not seen better.</summary>
    public bool IsBetter => HeldOut >= HeldOutMin && LossAfter < LossBefore;

    public static Lesson From(IReadOnlyList<Evidence> evidence, SquadPriors published)
    {
        var byUse = evidence.ToLookup(one => IsHeldOut(one.Id));
        Evidence[] fitted = [.. byUse[false]];
        Evidence[] heldOut = [.. byUse[true]];
        var mean = PriorUpdate.MeanRating(fitted);
        var priors = PriorUpdate.Fit(fitted, mean);
        return new(priors, mean, fitted.Length, heldOut.Length, Loss(heldOut, published, mean), Loss(heldOut, priors, mean));
    }

    /// <summary>Mean squared error of what the priors foretell, each piece of evidence counting alike; 0 without any.</summary>
    public static double Loss(IReadOnlyList<Evidence> evidence, SquadPriors priors, double meanRating) =>
        evidence.Select(one => Looks.At(one, meanRating).Select(look => Square(look.Deviation - look.PredictedBy(priors))).DefaultIfEmpty(0).Average()).DefaultIfEmpty(0).Average();

    /// <summary>By the id alone, so that the same evidence is held out in every run and no version is judged by what it was fitted to.</summary>
    public static bool IsHeldOut(string id) => Hash(id) % HoldOutOneIn == 0;

    private static double Square(double number) => number * number;

    // FNV-1a, 32 bits, with its last mixing step: the lowest bits of neighbours must differ.
    private static uint Hash(string id)
    {
        var hash = 2_166_136_261;
        foreach (var one in Encoding.UTF8.GetBytes(id))
        {
            hash = unchecked((hash ^ one) * 16_777_619);
        }

        return hash ^ (hash >> 16);
    }
}
