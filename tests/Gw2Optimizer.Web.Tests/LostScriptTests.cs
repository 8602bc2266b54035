using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

/// <summary>Pages come as scripts of their own, and an update of the server takes the old ones away.</summary>
public sealed class LostScriptTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    private const string Lost = "**/assets/LibraryPage-*.js";

    [Fact]
    public async Task A_page_without_its_script_says_so_and_is_there_after_a_reload()
    {
        var visitor = await ArriveAsync();
        visitor.ExpectsOutage = true;
        await visitor.Page.RouteAsync(Lost, route => route.AbortAsync());
        await visitor.GoAsync("/");
        var menu = visitor.Page.GetByRole(AriaRole.Navigation).First.GetByRole(AriaRole.Link, new() { Name = "Builds", Exact = true });
        await menu.ClickAsync();
        await Expect(visitor.Page.Heading("This page stopped working")).ToBeVisibleAsync();
        await Expect(menu).ToBeVisibleAsync();
        await visitor.Page.UnrouteAsync(Lost);
        await visitor.Page.Button("Reload").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Builds", Level = 1 })).ToBeVisibleAsync();
    }
}
