using RealStores;

[assembly: AssemblyFixture(typeof(Gw2Optimizer.Web.Tests.Browsing.Chromium))]
// Pages are timed and servers are killed; each test has the machine for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Debian's browser, once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>What a machine must have installed; where it has not, tests are skipped at home and fail in CI.</summary>
    public static string? Missing => File.Exists(Executable) ? null : "Chromium is not installed: apt-get install chromium";

    public static bool IsPossible => Missing is null || Stores.MustBeThere;

    public IBrowser Browser => browser!;

    public async ValueTask InitializeAsync()
    {
        if (!IsPossible)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        // The sandbox needs rights that root in a container does not have.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
