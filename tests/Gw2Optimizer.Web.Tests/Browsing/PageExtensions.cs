namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>What a hand does on a page, in one word.</summary>
internal static class PageExtensions
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>A field of a form by its label, which the list that it opens has too.</summary>
    public static ILocator Field(this IPage page, string label) => page.GetByLabel(Pattern.Of($@"^{Regex.Escape(label)}( \*)?$")).And(page.Locator("input, textarea"));

    /// <summary>Opens a list of choices and takes one.</summary>
    public static async Task ChooseAsync(this IPage page, string label, string choice)
    {
        await Assertions.Expect(page.Field(label)).ToBeVisibleAsync();
        // The field of several choices lies below the box that shows them, which takes the click for it.
        await page.Field(label).ClickAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Option, new() { Name = choice }).First.ClickAsync();
    }

    /// <summary>As <see cref="ChooseAsync"/>, by the keyboard alone, in a list that can be searched.</summary>
    public static async Task ChooseByKeyboardAsync(this IPage page, string label, string choice)
    {
        await page.Field(label).FocusAsync();
        await Assertions.Expect(page.Field(label)).ToBeEditableAsync();
        await page.Keyboard.TypeAsync(choice);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = choice }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Field(label)).ToHaveValueAsync(Pattern.Of(Regex.Escape(choice)));
    }
}
