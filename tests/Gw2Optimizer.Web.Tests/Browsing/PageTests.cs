namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Tests of one feature, which share a server. Nobody's page may have reported anything wrong at the end of each.</summary>
[NeedsChromium]
public abstract class PageTests(Chromium chromium, WebServer server) : IClassFixture<WebServer>, IAsyncLifetime
{
    private readonly List<Visitor> visitors = [];

    static PageTests() => Assertions.SetDefaultExpectTimeout(Visitor.PatienceMs);

    protected WebServer Server => server;

    /// <param name="address">Where the visitor finds the server; by itself, directly.</param>
    /// <param name="hasPhone">A small screen that is touched.</param>
    protected async Task<Visitor> ArriveAsync(Uri? address = null, bool hasPhone = false)
    {
        var visitor = await Visitor.ArriveAsync(chromium.Browser, address ?? server.Process.Address, hasPhone);
        visitors.Add(visitor);
        return visitor;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors)
        {
            if (TestContext.Current.TestState?.Result == TestResult.Failed)
            {
                await Screenshots.KeepAsync(visitor.Page, $"failed-{TestContext.Current.TestMethod?.MethodName}-{visitors.IndexOf(visitor)}");
            }

            await visitor.DisposeAsync();
        }

        visitors.SelectMany(visitor => visitor.Faults).ShouldBeEmpty();
        GC.SuppressFinalize(this);
    }
}
