using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

/// <summary>A draft as one of its players, or a tab of theirs, sees it.</summary>
internal sealed class DraftTable(IPage page)
{
    private ILocator Steps => page.GetByRole(AriaRole.List, new() { Name = "Order of bans and picks" }).GetByRole(AriaRole.Listitem);

    public ILocator Turn => page.GetByRole(AriaRole.Heading, new() { Level = 1, NameRegex = Pattern.Of("^Your turn") });

    public ILocator Connection => page.Locator("[role=status][data-kind]");

    public ILocator Result => page.GetByRole(AriaRole.Heading, new() { NameRegex = Pattern.Of("^(You win|You lose|A draw)$") });

    /// <summary>Every step with who does what, and with what was taken.</summary>
    public async Task<IReadOnlyList<string>> StepsAsync() => await Steps.AllTextContentsAsync();

    /// <summary>Bans or picks the first that is free, when it is this player's turn, and waits until it is to be seen.</summary>
    public async Task MoveAsync()
    {
        await Expect(Turn).ToBeVisibleAsync();
        var tile = page.GetByRole(AriaRole.Region, new() { Name = "Pool" }).Locator("button[aria-pressed]:enabled").First;
        var before = await StepsMadeAsync();
        await tile.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pattern.Of("^(Ban|Pick)$") }).ClickAsync();
        await HasStepsAsync(before + 1);
    }

    public Task HasStepsAsync(int count) => Expect(Steps.Filter(new() { HasNotText = "not yet" })).ToHaveCountAsync(count);

    public Task<int> StepsMadeAsync() => Steps.Filter(new() { HasNotText = "not yet" }).CountAsync();
}
