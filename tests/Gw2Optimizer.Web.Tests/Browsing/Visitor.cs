using System.Collections.Concurrent;
using System.Globalization;

namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Somebody with a browser of their own, which notes what its pages report as wrong.</summary>
public sealed class Visitor : IAsyncDisposable
{
    public const string Password = "Tyria-2012!";

    /// <summary>For a slow machine; whoever waits looks for something to be seen, so a fast one loses nothing.</summary>
    public const float PatienceMs = 30_000;

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> faults = [];
    private int sockets;

    private Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>What was reported as wrong, but for what the browser itself says while there is no server or network.</summary>
    public IReadOnlyCollection<string> Faults => [.. faults];

    /// <summary>Set where the server is killed or the network cut on purpose: the browser reports each request that fails then.</summary>
    public bool ExpectsOutage { get; set; }

    /// <summary>How many sockets its pages have opened.</summary>
    public int Sockets => Volatile.Read(ref sockets);

    /// <param name="hasPhone">A small screen that is touched.</param>
    public static async Task<Visitor> ArriveAsync(IBrowser browser, Uri server, bool hasPhone)
    {
        var opened = await browser.NewContextAsync(new()
        {
            BaseURL = server.ToString(),
            Permissions = ["clipboard-read", "clipboard-write"],
            HasTouch = hasPhone,
            ViewportSize = hasPhone ? new() { Width = 360, Height = 740 } : new() { Width = 1280, Height = 720 },
        });
        opened.SetDefaultTimeout(PatienceMs);
        await opened.AddInitScriptAsync("addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));");
        var visitor = new Visitor(opened, await opened.NewPageAsync());
        visitor.Watch(visitor.Page);
        return visitor;
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpenTabAsync(string path)
    {
        var page = await context.NewPageAsync();
        Watch(page);
        await page.GotoAsync(path);
        return page;
    }

    public Task GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>By the form, as anybody does; ends on the page of builds.</summary>
    public async Task RegisterAsync(string username)
    {
        await GoAsync("/register");
        await Page.Field("E-mail").FillAsync(string.Create(CultureInfo.InvariantCulture, $"{username}@example.com"));
        await Page.Field("Name").FillAsync(username);
        await Page.Field("Password").FillAsync(Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Page.WaitForURLAsync("**/builds");
    }

    public async Task SignInAsync(string username)
    {
        await GoAsync("/sign-in");
        await Page.Field("E-mail or name").FillAsync(username);
        await Page.Field("Password").FillAsync(Password);
        await Page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Page.WaitForURLAsync("**/builds");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => faults.Enqueue($"{page.Url}: {error}");
        page.WebSocket += (_, _) => Interlocked.Increment(ref sockets);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !(ExpectsOutage && IsOfTheNetwork(message.Text)))
            {
                faults.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
    }

    private static bool IsOfTheNetwork(string message) =>
        message.Contains("net::ERR_", StringComparison.Ordinal)
        || message.StartsWith("WebSocket connection to", StringComparison.Ordinal)
        || message.Contains("Failed to fetch dynamically imported module", StringComparison.Ordinal);
}
