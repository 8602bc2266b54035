using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

public sealed class AppearanceTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    private const string Admin = "Admin";

    /// <summary>One of everything that has a page, as the page's own calls make it.</summary>
    private const string MakeThings = """
        async () => {
          const post = async (path, body) => {
            const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
            if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
            return (await answer.json()).id;
          };
          const build = await post('/builds', { name: 'A firebrand', profession: 'Guardian', specialization: 'Firebrand', role: 'healer', game_mode: 'zerg', is_public: true });
          const squad = await post('/teams', { name: 'A squad', game_mode: 'zerg', size: 50, is_public: true, build_ids: Array(20).fill(build) });
          const draft = await post('/games', { kind: 'draft', opponent: 'practice' });
          const room = await post('/games', { kind: 'squad', options: { mode: 'raid', size: 10, public: true } });
          return [`/builds/${build}`, `/squads/${squad}`, `/draft/${draft}`, `/rooms/${room}`, `/operations/games/${draft}`];
        }
        """;

    private static readonly string[] Routes = ["/", "/builds", "/builds?show=public", "/builds/new", "/squads", "/squads/compose", "/draft", "/rooms", "/operations", "/account"];

    private static readonly (string Name, int Width, int Height)[] Sizes = [("desktop", 1280, 800), ("phone", 360, 740)];

    private readonly List<string> findings = [];

    [Fact]
    public async Task Every_page_fits_desktop_and_phone_in_both_languages_light_and_dark_and_axe_finds_nothing_serious()
    {
        await Server.Process.RunVerbAsync(["create-admin", "--email", "admin@example.com", "--username", Admin], ("ADMIN_PASSWORD", Visitor.Password));
        var visitor = await ArriveAsync();
        await LookAsync(visitor.Page, ["/sign-in", "/register"]);
        await visitor.SignInAsync(Admin);
        var made = await visitor.Page.EvaluateAsync<string[]>(MakeThings);
        await LookAsync(visitor.Page, [.. Routes, .. made]);
        findings.ShouldBeEmpty();
    }

    private async Task LookAsync(IPage page, IReadOnlyList<string> paths)
    {
        var axe = await File.ReadAllTextAsync(Repository.PathOf("web", "node_modules", "axe-core", "axe.min.js"), TestContext.Current.CancellationToken);
        foreach (var (language, scheme) in ((string, ColorScheme)[])[("fr", ColorScheme.Light), ("en", ColorScheme.Dark), ("en", ColorScheme.Light)])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.GotoAsync("/sign-in");
            await page.EvaluateAsync("(language) => localStorage.setItem('language', language)", language);
            foreach (var path in paths)
            {
                await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
                await page.GotoAsync(path);
                foreach (var (name, width, height) in Sizes)
                {
                    await page.SetViewportSizeAsync(width, height);
                    await HasSettledAsync(page, language);
                    var look = $"{path} {name} {language} {scheme}";
                    await FitsAsync(page, look);
                    // A language changes no structure, and the colours of a scheme are the same at all sizes: each language at one size will do.
                    if ((language, name) is ("fr", "phone") or ("en", "desktop"))
                    {
                        await IsAccessibleAsync(page, axe, look, scheme == ColorScheme.Light ? "{}" : """{ "runOnly": ["color-contrast"] }""");
                    }

                    if (Screenshots.AreWanted)
                    {
                        await Screenshots.KeepAsync(page, FileName(path, name, language, scheme));
                    }
                }
            }
        }
    }

    private static async Task HasSettledAsync(IPage page, string language)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        await Expect(page.Locator("main .mantine-Skeleton-root, main .mantine-Loader-root, main [aria-busy=true]")).ToHaveCountAsync(0);
    }

    private async Task FitsAsync(IPage page, string look)
    {
        var widths = await page.EvaluateAsync<int[]>("() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]");
        if (widths[0] > widths[1])
        {
            findings.Add($"{look}: {widths[0]} px wide in {widths[1]}");
        }
    }

    private async Task IsAccessibleAsync(IPage page, string axe, string look, string options)
    {
        // Evaluated by the debugger, which the page's policy for scripts does not concern.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
        {
            await page.EvaluateAsync($"() => {{ {axe} }}");
        }

        var violations = await page.EvaluateAsync<JsonElement>($$"""
            async () => (await axe.run(document, {{options}})).violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`)
            """);
        findings.AddRange(violations.EnumerateArray().Select(violation => $"{look}: {violation}"));
    }

    private static string FileName(string path, string size, string language, ColorScheme scheme)
    {
        var parts = path.Split('/', '?', '=').Where(part => part.Length > 0).Select(part => part.Length > 30 ? "one" : part);
        return string.Join('-', (string[])[.. parts.DefaultIfEmpty("home"), size, language, scheme == ColorScheme.Dark ? "dark" : "light"]);
    }
}
