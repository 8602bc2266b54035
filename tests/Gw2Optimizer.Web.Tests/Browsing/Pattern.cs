namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Words of which some may differ.</summary>
internal static class Pattern
{
    public static Regex Of(string pattern) => new(pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
