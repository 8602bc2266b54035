namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Pictures of pages, for people to look at.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Repository.PathOf("artifacts", "screenshots");

    /// <summary>Whether a picture of each page is wanted.</summary>
    public static bool AreWanted => Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 };

    public static Task KeepAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
}
