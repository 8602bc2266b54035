using System.Globalization;

namespace Gw2Optimizer.Server.Web;

/// <summary>Whole numbers in a query string, each with its default and its range.</summary>
internal static class QueryNumbers
{
    /// <returns>False where one is no whole number in its range; <paramref name="refusal"/> then names them all.</returns>
    public static bool TryRead(
        HttpContext http, IReadOnlyList<(string Name, int Absent, int Min, int Max)> asked, out IReadOnlyList<int> numbers, out ApiError refusal)
    {
        var read = new int[asked.Count];
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < asked.Count; i++)
        {
            var (name, absent, min, max) = asked[i];
            if (!http.Request.Query.TryGetValue(name, out var text))
            {
                read[i] = absent;
            }
            else if (!TryRead(text.ToString(), out read[i]) || read[i] < min || read[i] > max)
            {
                faults[name] = $"Must be a whole number from {min} to {max}.";
            }
        }

        numbers = read;
        refusal = ApiError.Invalid(faults);
        return faults.Count == 0;
    }

    /// <remarks>.NET reads past any NUL at the end.</remarks>
    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && !text.EndsWith('\0');
}
