using Gw2Optimizer.RealServer;

namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>The built server with its page, without limits on its callers.</summary>
public sealed class WebServer : IAsyncLifetime
{
    private const string NoLimit = "1000000";

    private readonly ServerProcess process = new(
        "web",
        ("SECRET_KEY", "4f1c7d0a9be2483c95d6a7e0f3b18c2d6e5a4f3b2c1d0e9f"),
        ("RATE_LIMIT_PER_MINUTE", NoLimit),
        ("RATE_LIMIT_PER_HOUR", NoLimit),
        ("AUTH_RATE_LIMIT_PER_MINUTE", NoLimit),
        ("AUTH_RATE_LIMIT_PER_HOUR", NoLimit),
        ("AI_RATE_LIMIT_PER_MINUTE", NoLimit),
        ("AI_RATE_LIMIT_PER_HOUR", NoLimit),
        ("UPGRADE_RATE_LIMIT_PER_MINUTE", NoLimit));

    public ServerProcess Process => process;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.IsPossible)
        {
            await process.StartAsync();
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
