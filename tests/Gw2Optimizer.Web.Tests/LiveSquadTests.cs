using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

public sealed class LiveSquadTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    [Fact]
    public async Task Three_players_plan_a_squad_and_each_sees_what_the_others_do()
    {
        var commander = await ArriveAsync();
        Visitor[] others = [await ArriveAsync(), await ArriveAsync()];
        IPage[] everybody = [commander.Page, others[0].Page, others[1].Page];
        await commander.GoAsync("/rooms");
        await commander.Page.ChooseAsync("Mode", "Fractal");
        await commander.Page.Button("Open a room").ClickAsync();
        var link = await commander.Page.Field("Link").InputValueAsync();
        foreach (var other in others)
        {
            await other.GoAsync(link);
            await other.Page.Button("Join this squad").ClickAsync();
        }

        await EachAsync(everybody, page => Expect(page.GetByText("has not signed up yet")).ToHaveCountAsync(3));

        var first = others[0].Page;
        await first.ChooseAsync("Roles", "Healer");
        await first.Keyboard.PressAsync("Escape");
        await first.Button("Sign up").ClickAsync();
        await EachAsync(everybody, page => Expect(page.GetByText("has not signed up yet")).ToHaveCountAsync(2));

        await commander.Page.Button("Place 1, free").ClickAsync();
        await commander.Page.Field("Name").FillAsync("Aurene");
        await commander.Page.Button("Save").ClickAsync();
        await EachAsync(everybody, page => Expect(Place(page, 1)).ToContainTextAsync("Aurene"));
        await Place(commander.Page, 1).GetByRole(AriaRole.Button).FocusAsync();
        await commander.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await EachAsync(everybody, page => Expect(Place(page, 2)).ToContainTextAsync("Aurene"));
        await EachAsync(everybody, page => Expect(Place(page, 1)).Not.ToContainTextAsync("Aurene"));

        await commander.Page.Button("Fill with wishes").ClickAsync();
        var wishes = commander.Page.GetByRole(AriaRole.Dialog);
        await commander.Page.Field("At least: Healer").FillAsync("2");
        await wishes.GetByRole(AriaRole.Button, new() { Name = "Fill free places" }).ClickAsync();
        await EachAsync(everybody, page => Expect(page.GetByText("Healer").And(page.Locator("[data-slot] *"))).ToHaveCountAsync(2));
        await EachAsync(everybody, page => Expect(Place(page, 2)).ToContainTextAsync("Aurene"));
        await Expect(wishes).ToHaveCountAsync(0);

        var second = others[1].Page;
        await second.GetByPlaceholder("Write a note").FillAsync("We start at eight.");
        await second.Button("Send").ClickAsync();
        await EachAsync(everybody, page => Expect(page.GetByRole(AriaRole.List, new() { Name = "Notes" })).ToContainTextAsync("We start at eight."));
    }

    private static ILocator Place(IPage page, int slot) => page.Locator($"[data-slot=\"{slot}\"]");

    private static Task EachAsync(IEnumerable<IPage> pages, Func<IPage, Task> look) => Task.WhenAll(pages.Select(look));
}
