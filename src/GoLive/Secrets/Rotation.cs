using System.Globalization;
using GoLive.Reports;

namespace GoLive.Secrets;

/// <summary>When secrets are to be replaced: each quarter.</summary>
internal static class Rotation
{
    private const int LifeMonths = 3;
    private const int NoticeDays = 14;

    public static IReadOnlyList<string> Secrets { get; } = ["SECRET_KEY", "DATABASE_PASSWORD", "MISTRAL_API_KEY"];

    /// <summary>Fails where one is overdue; cannot tell where nobody recorded when it was made.</summary>
    public static Finding Judge(IReadOnlyDictionary<string, string> variables, string secret, DateOnly today)
    {
        if (secret == "MISTRAL_API_KEY" && string.IsNullOrEmpty(variables.GetValueOrDefault(secret)))
        {
            return Finding.Skip("there is none: the solver answers alone");
        }

        var written = variables.GetValueOrDefault($"{secret}_MADE_ON");
        if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var madeOn))
        {
            return Finding.Unknown($"{secret}_MADE_ON is {(string.IsNullOrEmpty(written) ? "not set" : $"'{written}', which is no date")}", $"golive secrets --made {secret} records today.");
        }

        var due = madeOn.AddMonths(LifeMonths);
        return due < today ? Finding.Fail($"was due on {due:yyyy-MM-dd}", secret == "SECRET_KEY" ? "golive secrets --generate" : $"Replace it, then golive secrets --made {secret}.")
            : Finding.Pass(due.DayNumber - today.DayNumber <= NoticeDays ? $"is due soon, on {due:yyyy-MM-dd}" : $"is due on {due:yyyy-MM-dd}");
    }
}
