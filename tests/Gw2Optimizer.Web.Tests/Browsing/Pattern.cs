namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Words of which some may differ.</summary>
internal static class Pattern
{
    /// <remarks>The browser has its own expressions, so no options.</remarks>
    public static Regex Of(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
