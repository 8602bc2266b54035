using GoLive.Reports;

namespace GoLive.Probes;

/// <summary>A probe came upon something that ends its step.</summary>
internal sealed class ProbeException(Outcome outcome, string message, string hint = "") : Exception(message)
{
    public Outcome Outcome => outcome;

    public string Hint => hint;

    public static ProbeException Fail(string message, string hint = "") => new(Outcome.Fail, message, hint);

    public static ProbeException Unknown(string message, string hint = "") => new(Outcome.Unknown, message, hint);
}
