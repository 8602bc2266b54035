using System.Text.Json.Nodes;
using GameSessions.Clocks;
using GameSessions.Games;

namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>Sessions that are recorded whole, and then broken everywhere.</summary>
internal static class Recordings
{
    public delegate IdealClient Make(World world, GameId game, PlayerId player);

    public static IReadOnlyDictionary<string, (string About, Func<Make, Scene> Scene)> All { get; } = new Dictionary<string, (string, Func<Make, Scene>)>
    {
        ["player"] = ("A player's first session: commands, refusals, events, clocks and acks.", Player),
        ["returning"] = ("A player comes back to a game that went on, while the other goes and comes.", Returning),
        ["spectator"] = ("A spectator only watches.", Spectator),
        ["clock"] = ("Time runs out, and the game ends.", Clock),
    };

    /// <summary>The session itself, then cut after each frame, then with each frame lost and each one repeated where that can be told.</summary>
    public static string Write(string name)
    {
        var (about, scene) = All[name];
        var whole = Play(scene, "whole", new Breaks());
        var recorded = whole.Sockets[0].Says;
        var ends = KitFile.StreamOf(recorded).ToList();
        var cases = new List<KitCase> { whole };
        for (var read = 0; read <= recorded.Count; read++)
        {
            var cut = Play(scene, $"cut after {read} frames", new Breaks(After: read));
            cut.Sockets[0].Says.ShouldBe(recorded.Take(read));
            cut.Sockets[0].CutAfterBytes = (read == 0 ? 0 : ends[read - 1], read == recorded.Count ? ends[^1] : ends[read] - 1);
            cases.Add(cut);
        }

        var events = Enumerable.Range(0, recorded.Count).Where(index => BringsEvents(recorded[index])).ToList();
        cases.AddRange(events.SkipLast(1).Select(index => Play(scene, $"without frame {index}", new Breaks(FrameLost: index))));
        cases.AddRange(events.Select(index => Play(scene, $"frame {index} twice", new Breaks(FrameTwice: index))));
        return KitFile.Write(about, recorded, cases);
    }

    private static bool BringsEvents(string frame) => JsonNode.Parse(frame)!["type"]!.GetValue<string>() is "GAME_EVENT" or "GAME_REPLAY";

    private static KitCase Play(Func<Make, Scene> scene, string name, Breaks breaks) =>
        scene((world, game, player) => new IdealClient(world, game, player, name) { Breaks = breaks }).Play();

    private static Scene Player(Make make)
    {
        var world = new World();
        var game = world.NewGame();
        var bob = world.Live(game, World.Bob);
        var client = make(world, game, World.Ann);
        return new Scene(
            client,
            [
                () => client.Open(),
                () => client.Give("c1", "step"),
                () => client.Give("c2", "step"),
                () => bob.Step("b1"),
                () => world.Pass(20),
                () => client.Give("c3", "step"),
                () => client.Give("c4", "leave"),
                () => bob.Step("b2"),
            ],
            () => bob.Step("while-away"));
    }

    private static Scene Returning(Make make)
    {
        var world = new World();
        var game = world.NewGame();
        var bob = world.Live(game, World.Bob);
        var earlier = world.Live(game, World.Ann);
        earlier.Step("e1");
        earlier.Ack(2);
        world.Pass(20);
        earlier.HangUp();
        bob.Step("b1");
        var client = make(world, game, World.Ann);
        return new Scene(
            client,
            [
                () => client.Open(),
                bob.HangUp,
                () => client.Give("c1", "step"),
                () => bob = world.Live(game, World.Bob),
                () => bob.Step("b2"),
                () => world.Pass(20),
            ],
            () => bob.Step("while-away"));
    }

    private static Scene Spectator(Make make)
    {
        var world = new World();
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        var client = make(world, game, World.Cid);
        return new Scene(
            client,
            [
                () => client.Open(),
                () => ann.Step("a1"),
                () => client.Give("c1", "step"),
                () => bob.Step("b1"),
                () => ann.Step("a2"),
                () => bob.Leave("b2"),
            ],
            () =>
            {
                bob.Step("while-away-1");
                ann.Step("while-away-2");
            });
    }

    private static Scene Clock(Make make)
    {
        var world = new World();
        var game = world.NewGame(TimeControl.Custom(6_000, 0, 0));
        var client = make(world, game, World.Ann);
        return new Scene(
            client,
            [
                () => client.Open(),
                () => client.Give("c1", "step"),
                () => world.Pass(5_500),
                () => world.Pass(2_000),
                () => client.Give("c2", "step"),
            ],
            () => world.Pass(8_000));
    }
}
