using GoLive.Reports;

namespace GoLive;

internal static class ExitCodes
{
    public const int Pass = 0;
    public const int Fail = 1;
    public const int Usage = 2;

    /// <summary>It could not be told, which is never a pass.</summary>
    public const int Unknown = 3;

    public static int Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass or Outcome.Skipped => Pass,
        Outcome.Fail => Fail,
        _ => Unknown,
    };
}
