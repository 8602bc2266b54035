using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

public sealed class SquadTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    private const int Moves = 9;
    private const double MoveMsMax = 100;

    /// <summary>From each arrow key to the first frame on the screen in which the board differs.</summary>
    private const string WatchMoves = """
        () => {
          globalThis.moves = [];
          const board = document.querySelector('[data-slot]').parentElement.parentElement;
          const afterPaint = (done) => {
            const channel = new MessageChannel();
            channel.port1.onmessage = done;
            channel.port2.postMessage(null);
          };
          addEventListener('keydown', (event) => {
            if (!event.key.startsWith('Arrow')) return;
            const before = board.textContent;
            const look = () => requestAnimationFrame(() =>
              board.textContent === before ? look() : afterPaint(() => moves.push(performance.now() - event.timeStamp)));
            look();
          }, true);
        }
        """;

    private const string MakeSmallSquad = """
        async () => {
          const post = async (path, body) => {
            const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
            return (await answer.json()).id;
          };
          const build = await post('/builds', { name: 'A firebrand', profession: 'Guardian', specialization: 'Firebrand', role: 'healer', game_mode: 'fractal' });
          return `/squads/${await post('/teams', { name: 'A squad', game_mode: 'fractal', size: 5, build_ids: [build] })}`;
        }
        """;

    [Fact]
    public async Task A_squad_of_fifty_is_composed_locked_solved_again_saved_and_moved_about()
    {
        var player = await ArriveAsync();
        var page = player.Page;
        await player.RegisterAsync("Composer");
        await player.GoAsync("/squads/compose");
        await Expect(page.Field("Size")).ToHaveValueAsync("50");
        await page.Button("Compose").ClickAsync();
        var proof = page.GetByRole(AriaRole.Region, new() { Name = "How sure this is" });
        await Expect(proof).ToContainTextAsync("bound");
        var keep = page.GetByRole(AriaRole.Button, new() { NameRegex = Pattern.Of("^Keep ") });
        await Expect(keep).ToHaveCountAsync(50);

        var kept = await keep.First.GetAttributeAsync("aria-label");
        await keep.First.ClickAsync();
        await Expect(page.GetByText("1 member is locked")).ToBeVisibleAsync();
        var solved = page.WaitForResponseAsync("**/ai/compose-team");
        await page.Button("Solve again").ClickAsync();
        (await solved).Ok.ShouldBeTrue();
        var locked = page.Locator("[data-locked] button");
        await Expect(locked).ToHaveCountAsync(1);
        await Expect(locked).ToHaveAttributeAsync("aria-label", kept!);
        await Expect(proof).ToContainTextAsync("bound");

        await page.Button("Save as squad").ClickAsync();
        await Expect(page.GetByText("Drag members between seats.")).ToBeVisibleAsync();
        await Expect(Seats(page)).ToHaveCountAsync(50);
        await MovesByMouseAsync(page);
        await MovesByKeyboardAsync(page);
    }

    [Fact]
    public async Task On_a_phone_a_member_is_dragged_by_a_finger_that_holds_first_and_moved_by_the_menu()
    {
        var player = await ArriveAsync(hasPhone: true);
        var page = player.Page;
        await player.RegisterAsync("Toucher");
        await player.GoAsync(await page.EvaluateAsync<string>(MakeSmallSquad));
        await Expect(Seat(page, 1)).ToContainTextAsync("Firebrand");
        await page.Locator("[data-slot='5']").ScrollIntoViewIfNeededAsync();

        await DragByFingerAsync(page, Seat(page, 1), Seat(page, 3));
        await Expect(Seat(page, 3)).ToContainTextAsync("Firebrand");
        await Expect(Seat(page, 1)).Not.ToContainTextAsync("Firebrand");

        await Seat(page, 3).GetByRole(AriaRole.Button).TapAsync();
        await page.Field("Move to seat").FillAsync("5");
        await page.Button("Apply").ClickAsync();
        await Expect(Seat(page, 5)).ToContainTextAsync("Firebrand");
        await Expect(Seat(page, 3)).Not.ToContainTextAsync("Firebrand");
    }

    private static async Task DragByFingerAsync(IPage page, ILocator from, ILocator to)
    {
        var finger = await page.Context.NewCDPSessionAsync(page);
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        var (x, top) = (start.X + (start.Width / 2), start.Y + (start.Height / 2));
        var way = end.Y + (end.Height / 2) - top;
        await TouchAsync("touchStart", top);
        // Until the board has taken hold of the member.
        await Expect(from.Locator("[data-dragging]")).ToBeAttachedAsync();
        for (var step = 1; step <= 8; step++)
        {
            await TouchAsync("touchMove", top + (way * step / 8));
        }

        await Expect(to.And(page.Locator("[data-over]"))).ToBeAttachedAsync();
        await TouchAsync("touchEnd");

        Task TouchAsync(string type, params float[] at) =>
            finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = at.Select(y => new { x, y }).ToArray() });
    }

    private static ILocator Seats(IPage page) => page.Locator("[data-slot]");

    private static ILocator Seat(IPage page, int slot) => page.Locator($"[data-slot=\"{slot}\"]");

    private static async Task MovesByMouseAsync(IPage page)
    {
        var (from, to) = await FindDifferentAsync(page, distance: 5);
        var (moved, other) = (await Seat(page, from).InnerTextAsync(), await Seat(page, to).InnerTextAsync());
        await Seat(page, from).ScrollIntoViewIfNeededAsync();
        var start = await Seat(page, from).BoundingBoxAsync();
        var end = await Seat(page, to).BoundingBoxAsync();
        var kept = page.WaitForResponseAsync(answer => answer.Request.Method == "PATCH");
        await page.Mouse.MoveAsync(start!.X + (start.Width / 2), start.Y + (start.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end!.X + (end.Width / 2), end.Y + (end.Height / 2), new() { Steps = 8 });
        await page.Mouse.UpAsync();
        (await kept).Ok.ShouldBeTrue();
        await Expect(Seat(page, to)).ToHaveTextAsync(moved, new() { UseInnerText = true });
        await Expect(Seat(page, from)).ToHaveTextAsync(other, new() { UseInnerText = true });
        await page.ReloadAsync();
        await Expect(Seat(page, to)).ToHaveTextAsync(moved, new() { UseInnerText = true });
    }

    private static async Task MovesByKeyboardAsync(IPage page)
    {
        var (upper, lower) = await FindDifferentAsync(page, distance: 1);
        await page.EvaluateAsync(WatchMoves);
        await Seat(page, upper).GetByRole(AriaRole.Button).FocusAsync();
        for (var move = 0; move < Moves; move++)
        {
            var (key, target) = move % 2 == 0 ? ("Shift+ArrowDown", lower) : ("Shift+ArrowUp", upper);
            await page.Keyboard.PressAsync(key);
            await page.WaitForFunctionAsync("(count) => moves.length === count", move + 1);
            await Expect(Seat(page, target).GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        }

        await Expect(page.GetByText($"moved to seat {lower}.")).ToBeAttachedAsync();
        var times = await page.EvaluateAsync<double[]>("moves");
        TestContext.Current.SendDiagnosticMessage("Moves on the board of fifty, ms: {0}", string.Join(' ', times.Select(time => $"{time:F0}")));
        times.Order().ElementAt(Moves / 2).ShouldBeLessThan(MoveMsMax, string.Join(' ', times));
    }

    /// <summary>Two seats so far apart, in which different members sit, so that a move is to be seen.</summary>
    private static async Task<(int First, int Second)> FindDifferentAsync(IPage page, int distance)
    {
        await Expect(Seats(page)).ToHaveCountAsync(50);
        var texts = await Seats(page).AllInnerTextsAsync();
        var slot = Enumerable.Range(1, texts.Count - distance).First(one => texts[one - 1] != texts[one - 1 + distance]);
        return (slot, slot + distance);
    }
}
