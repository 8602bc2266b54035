using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

public sealed class BuildTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    [Fact]
    public async Task A_player_registers_makes_a_build_optimizes_it_and_shares_it()
    {
        var player = await ArriveAsync();
        var page = player.Page;
        await player.RegisterAsync("Builder");
        await page.GetByRole(AriaRole.Link, new() { Name = "New build" }).First.ClickAsync();
        await Expect(page.Heading("New build")).ToBeVisibleAsync();

        await page.Field("Name").FillAsync("Hammer of the guild");
        await page.ChooseByKeyboardAsync("Specialization 3", "Firebrand");
        var firstTrait = page.GetByRole(AriaRole.Radio).First;
        await firstTrait.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(firstTrait).ToBeCheckedAsync();
        await page.ChooseByKeyboardAsync("Set all pieces to", "Celestial");
        await Expect(page.Field("Helm")).ToHaveValueAsync("Celestial");
        await page.Button("Save").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await Expect(page.Heading("Hammer of the guild")).ToBeVisibleAsync();

        await page.ChooseAsync("Goal", "Power damage");
        await page.Button("Find the best gear").ClickAsync();
        var proof = page.GetByRole(AriaRole.Region, new() { Name = "How sure this is" });
        await Expect(proof).ToContainTextAsync(Pattern.Of("Proven best|At most .* better exists"));
        await Expect(proof).ToContainTextAsync("bound");
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Before" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "After" })).ToBeVisibleAsync();
        await page.Button("Wear this gear").ClickAsync();
        await Expect(page.Field("Helm")).Not.ToHaveValueAsync("Celestial");
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved.").First).ToBeVisibleAsync();

        var saved = page.WaitForResponseAsync(answer => answer.Request.Method == "PUT" && answer.Ok);
        await page.GetByRole(AriaRole.Switch, new() { Name = "Public" }).ClickAsync(new() { Force = true });
        await saved;
        await page.Button("Copy link").ClickAsync();
        await Expect(page.GetByText("The link is copied.")).ToBeVisibleAsync();
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");

        var reader = await ArriveAsync();
        await reader.GoAsync(link);
        await Expect(reader.Page.Heading("Hammer of the guild")).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText("Shared by Builder")).ToBeVisibleAsync();
        await Expect(reader.Page.Field("Specialization 3")).ToHaveValueAsync("Firebrand");
    }

    [Fact]
    public async Task A_chat_code_is_copied_from_one_build_and_pasted_into_another()
    {
        var page = (await ArriveAsync()).Page;
        await page.GotoAsync("/builds/new?profession=Necromancer");
        await page.ChooseAsync("Specialization 3", "Reaper");
        await Expect(page.Heading("New build")).ToBeVisibleAsync();
        await page.Button("Copy chat code").ClickAsync();
        await Expect(page.GetByText("The chat code is copied")).ToBeVisibleAsync();
        var code = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        code.ShouldStartWith("[&D");

        await page.GotoAsync("/builds/new?profession=Guardian");
        await page.Field("Paste a chat code").FillAsync("nothing of the kind");
        await Expect(page.GetByText("There is no build chat code in that text")).ToBeVisibleAsync();
        await page.Field("Paste a chat code").FillAsync($"look at this {code} friends");
        await Expect(page.GetByText("Traits and skills are taken from the chat code.")).ToBeVisibleAsync();
        await Expect(page.Field("Profession")).ToHaveValueAsync("Necromancer");
        await Expect(page.Field("Specialization 3")).ToHaveValueAsync("Reaper");
    }
}
