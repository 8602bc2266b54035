using System.Net;
using Gw2Optimizer.RealServer;
using static Microsoft.Playwright.Assertions;

namespace Gw2Optimizer.Web.Tests;

public sealed class DraftTests(Chromium chromium, WebServer server) : PageTests(chromium, server)
{
    private const int StepCount = 14;

    [Fact]
    public async Task A_draft_by_invitation_survives_a_cut_network_and_a_killed_server()
    {
        // A browser told to be offline keeps the sockets that it has; the relay cuts them.
        await using var network = new Relay(new IPEndPoint(IPAddress.Loopback, Server.Process.Address.Port));
        var (host, guest) = (await ArriveAsync(network.Address), await ArriveAsync());
        host.ExpectsOutage = guest.ExpectsOutage = true;
        var (blue, red) = await BeginAsync(host, guest);
        await blue.MoveAsync();
        await red.HasStepsAsync(1);

        // What the other side does meanwhile is there after the network is.
        await host.Context.SetOfflineAsync(true);
        network.Sever();
        await Expect(blue.Connection).ToContainTextAsync("No network");
        await red.MoveAsync();
        network.Mend();
        await host.Context.SetOfflineAsync(false);
        await Expect(blue.Connection).ToContainTextAsync("Back, 1 change caught up");
        await blue.HasStepsAsync(2);
        await blue.MoveAsync();
        await red.MoveAsync();

        // Nothing is flushed, nothing is closed.
        await Server.Process.KillAsync();
        await Expect(blue.Connection).ToContainTextAsync("Connection lost");
        await Expect(red.Connection).ToContainTextAsync("Connection lost");
        await Server.Process.StartAsync(TestContext.Current.CancellationToken);
        await Expect(blue.Connection).ToContainTextAsync(BackOrConnected);
        await Expect(red.Connection).ToContainTextAsync(BackOrConnected);
        await blue.HasStepsAsync(4);
        await red.HasStepsAsync(4);

        foreach (var side in "BRRBBRRBBR")
        {
            await (side == 'B' ? blue : red).MoveAsync();
        }

        await Expect(blue.Result).ToBeVisibleAsync();
        await Expect(red.Result).ToBeVisibleAsync();
        var steps = await blue.StepsAsync();
        steps.Count.ShouldBe(StepCount);
        (await red.StepsAsync()).ShouldBe(steps);
        await ReplaysAsync(host.Page, blue);
    }

    [Fact]
    public async Task Two_tabs_of_a_player_share_one_socket_and_show_the_same()
    {
        var (host, guest) = (await ArriveAsync(), await ArriveAsync());
        var (blue, red) = await BeginAsync(host, guest);
        var second = await host.OpenTabAsync(host.Page.Url);
        var other = new DraftTable(second);
        await Expect(other.Connection).ToContainTextAsync("Connected");
        await other.MoveAsync();
        await blue.HasStepsAsync(1);
        await red.MoveAsync();
        await other.HasStepsAsync(2);
        await blue.HasStepsAsync(2);
        (await other.StepsAsync()).ShouldBe(await blue.StepsAsync());
        await Expect(blue.Connection).ToContainTextAsync("Connected");
        host.Sockets.ShouldBe(1);
    }

    [Fact]
    public async Task A_player_invited_by_name_is_told_wherever_they_are_and_takes_the_side_kept_for_them()
    {
        var (host, guest) = (await ArriveAsync(), await ArriveAsync());
        await guest.RegisterAsync("Invitee");
        await host.RegisterAsync("Inviter");
        await host.GoAsync("/draft");
        await host.Page.GetByLabel("Player’s name").FillAsync("Invitee");
        await host.Page.Button("Invite").ClickAsync();
        await Expect(host.Page.GetByText("Invitee is told of your invitation.")).ToBeVisibleAsync();

        var invitation = guest.Page.GetByText("Inviter invites you to a draft.");
        await Expect(invitation).ToBeVisibleAsync();
        await guest.Page.Button("To the draft").ClickAsync();
        await guest.Page.Button("Play as Red").ClickAsync();
        await Expect(new DraftTable(host.Page).Turn).ToBeVisibleAsync();
        await guest.GoAsync("/builds");
        await Expect(guest.Page.Heading("Builds").First).ToBeVisibleAsync();
        await Expect(invitation).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_visitor_without_an_account_plays_against_practice()
    {
        var visitor = await ArriveAsync();
        await visitor.GoAsync("/draft");
        await visitor.Page.Button("Start practice").ClickAsync();
        var table = new DraftTable(visitor.Page);
        await table.MoveAsync();
        await Expect(visitor.Page.GetByText("banned by Red").First).ToBeVisibleAsync();
        await Expect(table.Turn).ToBeVisibleAsync();
    }

    private static Regex BackOrConnected { get; } = Pattern.Of("^(Back|Connected)");

    /// <summary>The host makes a draft and sends its link; whoever gets it takes the other side.</summary>
    private static async Task<(DraftTable Blue, DraftTable Red)> BeginAsync(Visitor host, Visitor guest)
    {
        await host.GoAsync("/draft");
        await host.Page.Button("Make a link").ClickAsync();
        var link = await host.Page.Field("Link").InputValueAsync();
        await guest.GoAsync(new Uri(link).AbsolutePath);
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Play as Red" }).ClickAsync();
        var (blue, red) = (new DraftTable(host.Page), new DraftTable(guest.Page));
        await Expect(blue.Turn).ToBeVisibleAsync();
        return (blue, red);
    }

    private static async Task ReplaysAsync(IPage page, DraftTable table)
    {
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Replay" });
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await table.HasStepsAsync(0);
        await page.Keyboard.PressAsync("ArrowRight");
        await table.HasStepsAsync(1);
        await Expect(page.GetByText($"Move 1 of {StepCount}")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("End");
        await table.HasStepsAsync(StepCount);
    }
}
