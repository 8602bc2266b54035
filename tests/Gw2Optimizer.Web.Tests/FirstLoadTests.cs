using System.Collections.Concurrent;
using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

public sealed class FirstLoadTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    private const int BytesMax = 200_000;

    [Fact]
    public async Task The_first_page_needs_at_most_200_kB_of_compressed_script()
    {
        var visitor = await ArriveAsync();
        var scripts = new ConcurrentQueue<IRequest>();
        visitor.Page.RequestFinished += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath.EndsWith(".js", StringComparison.Ordinal))
            {
                scripts.Enqueue(request);
            }
        };
        await visitor.GoAsync("/");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var sizes = await Task.WhenAll(scripts.Select(async request => (request.Url, Bytes: (await request.SizesAsync()).ResponseBodySize)));
        TestContext.Current.SendDiagnosticMessage("Scripts of the first page: {0} in {1} files", sizes.Sum(size => size.Bytes), sizes.Length);
        sizes.ShouldAllBe(size => size.Bytes > 0);
        sizes.Sum(size => size.Bytes).ShouldBeInRange(1, BytesMax, string.Join('\n', sizes));
    }
}
