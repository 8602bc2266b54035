using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>Every end that a socket or a session can have, by its name.</summary>
internal static class Outcomes
{
    public static string Write() => KitFile.Write("Each outcome, and each way a socket may end.", [],
    [
        Current(), Replayed(), Forked(), .. ((int[])[1, 2, 3]).Select(ForkedAndLost), Pruned(), TakenOver(), Revoked(), RefusedAtTheDoor(), TokenRefused(), TokenAndAccessRefused(), Drained(), DrainedWithoutADelay(), StorageAway(),
        .. ((Close[])[Close.InternalError, Close.StorageUnavailable, Close.TooManySockets, Close.TooManyUpgrades, Close.SlowReader, Close.HeartbeatLost, Close.FrameTooBig, Close.Normal]).Select(Closed),
        .. ((Close[])[Close.RateLimited, Close.InvalidPosition, Close.MissingGame, Close.InvalidPath, Close.InvalidResumeToken]).Select(ShutOut),
        EndedWhileAway(), EndedLongAgo(), EndedAgain(), GivenBeforeTheHandOver(), AheadOfTheReplay(), UnknownFrame(),
        .. ((string[])["", "{\"type\":", "[]", "null", "{\"payload\":{}}", "{\"type\":\"PING\"}", "{\"type\":7,\"payload\":{}}", "{\"type\":\"GAME_EVENT\",\"payload\":[]}", "{\"type\":\"GAME_EVENT\",\"payload\":{\"gameId\":\"g\",\"sequence\":\"4\",\"type\":\"stepped\",\"data\":{},\"userId\":null,\"at\":0}}"])
            .Select(NoFrame),
    ]);

    private static (World World, GameId Game, IdealClient Client) Begin(string name, SessionOptions? options = null, bool withFeed = false, TimeControl? control = null)
    {
        var world = new World(options, withFeed);
        var game = world.NewGame(control);
        return (world, game, new IdealClient(world, game, World.Ann, name));
    }

    private static KitCase Current()
    {
        var (_, _, client) = Begin("current: nothing was missed");
        client.Open();
        client.Lose();
        client.Open();
        return client.Finish();
    }

    private static KitCase Replayed()
    {
        var (world, game, client) = Begin("replayed: others went on");
        var bob = world.Live(game, World.Bob);
        client.Open();
        client.Give("c1", "step");
        client.Lose();
        bob.Step();
        bob.Leave();
        client.Open();
        return client.Finish();
    }

    private static KitCase Forked()
    {
        var (world, _, client) = Begin("resynced forked: the database was restored to before what the client has", withFeed: true);
        client.Open();
        var backup = world.BackUp();
        client.Give("c1", "step");
        world.Restore(backup);
        world.Pass(6_000);
        client.Read();
        client.Open();
        client.Give("c2", "step");
        return client.Finish();
    }

    /// <summary>The new epoch counts only together with its snapshot.</summary>
    private static KitCase ForkedAndLost(int after)
    {
        var world = new World(withFeed: true);
        var game = world.NewGame();
        var client = new IdealClient(world, game, World.Ann, $"resynced forked: lost again after {after} frames of the snapshot's socket") { Breaks = new Breaks(Socket: 2, After: after) };
        client.Open();
        var backup = world.BackUp();
        client.Give("c1", "step");
        world.Restore(backup);
        world.Pass(6_000);
        client.Read();
        client.Open();
        world.Live(game, World.Bob);
        client.Open();
        return client.Finish();
    }

    private static KitCase Pruned()
    {
        var options = new SessionOptions { History = TimeSpan.FromSeconds(10), RetentionSweep = TimeSpan.FromSeconds(1) };
        var world = new World(options);
        var game = world.NewGame();
        var (ann, bob) = (world.Live(game, World.Ann), world.Live(game, World.Bob));
        var client = new IdealClient(world, game, World.Cid, "resynced pruned: the events asked for are no longer kept");
        client.Open();
        client.Lose();
        ann.Step();
        bob.Step();
        ann.Ack(5);
        bob.Ack(5);
        world.Pass(1_000);
        ann.HangUp();
        bob.HangUp();
        world.Pass(TimeSpan.FromMinutes(3));
        client.Open();
        return client.Finish();
    }

    private static KitCase TakenOver()
    {
        var (world, game, client) = Begin("takenOver: the session was opened elsewhere");
        client.Open();
        world.Connect(game, World.Ann);
        client.Read();
        client.Case.Over.ShouldBeTrue();
        return client.Finish();
    }

    private static KitCase Revoked()
    {
        var (world, _, client) = Begin("revoked: signed out everywhere, with a command on its way");
        client.Open();
        world.Store.Hold("AppendAsync");
        client.Give("c1", "step");
        world.Revoke(World.Ann);
        client.Read();
        client.Case.Over.ShouldBeTrue();
        return client.Finish();
    }

    private static KitCase RefusedAtTheDoor()
    {
        var world = new World();
        var client = new IdealClient(world, world.NewGame(isPublic: false), World.Cid, "revoked: a stranger to a private game");
        client.Open();
        client.Case.Over.ShouldBeTrue();
        return client.Finish();
    }

    private static KitCase TokenRefused()
    {
        var world = new World();
        var game = world.NewGame();
        var client = new IdealClient(world, game, World.Ann, "a resume token of an earlier life is refused, the access token is not", new KitStart("stale", 2, "epoch-1"));
        client.Open();
        client.Open();
        return client.Finish();
    }

    private static KitCase TokenAndAccessRefused()
    {
        var world = new World();
        var client = new IdealClient(world, world.NewGame(isPublic: false), World.Cid, "revoked: neither token is good any more", new KitStart("stale", 2, "epoch-1"));
        client.Open();
        client.Open();
        client.Case.Over.ShouldBeTrue();
        return client.Finish();
    }

    private static KitCase Drained()
    {
        var (world, _, client) = Begin("retrying: a node drains, and another goes on");
        client.Open();
        client.Give("c1", "step");
        var draining = world.Do(world.Node.DrainAsync);
        world.Pass(1_000);
        client.Read();
        draining.IsCompletedSuccessfully.ShouldBeTrue();
        client.Open(world.AddNode().Node);
        client.Give("c2", "leave");
        return client.Finish();
    }

    private static KitCase DrainedWithoutADelay()
    {
        var (_, _, client) = Begin("retrying: a node drains and names 0 ms");
        client.Open();
        client.End(Close.Drain(0));
        client.Open();
        return client.Finish();
    }

    private static KitCase StorageAway()
    {
        var (world, _, client) = Begin("a command that could not be stored is sent again and told of once");
        client.Open();
        world.Store.Fail("AppendAsync");
        client.Give("c1", "step");
        world.Store.Recover();
        client.Wait();
        client.Case.Answers.ShouldHaveSingleItem();
        return client.Finish();
    }

    private static KitCase Closed(Close close)
    {
        var (world, game, client) = Begin($"retrying: closed with {close.Code} {close.Reason}");
        var bob = world.Live(game, World.Bob);
        client.Open();
        client.Give("c1", "step");
        client.End(close);
        bob.Step();
        client.Open();
        return client.Finish();
    }

    private static KitCase ShutOut(Close close)
    {
        var (_, _, client) = Begin($"revoked: closed with {close.Code} {close.Reason}");
        client.Open();
        client.End(close);
        return client.Finish();
    }

    private static KitCase EndedWhileAway()
    {
        var (world, _, client) = Begin("ended: time ran out while the client was away", control: TimeControl.Custom(1_000, 0, 0));
        client.Open();
        client.Lose();
        world.Pass(5_000);
        client.Open();
        client.Give("c1", "step");
        return client.Finish();
    }

    private static KitCase EndedLongAgo()
    {
        var (world, game, client) = Begin("ended: only the summary tells of it", control: TimeControl.Custom(1_000, 0, 0));
        var earlier = world.Live(game, World.Ann);
        world.Pass(5_000);
        earlier.Ack(5);
        world.Pass(1_000);
        earlier.HangUp();
        client.Open();
        client.Lose();
        client.Open();
        return client.Finish();
    }

    private static KitCase EndedAgain()
    {
        var (world, _, client) = Begin("ended: a restored game ends again", withFeed: true, control: TimeControl.Custom(1_000, 0, 0));
        client.Open();
        var backup = world.BackUp();
        world.Pass(3_000);
        client.Read();
        world.Restore(backup);
        world.Pass(6_000);
        client.Read();
        client.Open();
        return client.Finish();
    }

    private static KitCase GivenBeforeTheHandOver()
    {
        var (world, game, client) = Begin("a command waits for the end of the hand-over, on every socket until it is answered");
        client.Open(given: ("c1", "step"));
        client.Lose();
        world.Live(game, World.Bob).Step();
        client.Open(given: ("c2", "step"));
        return client.Finish();
    }

    /// <summary>A second life whose owner stands later than its session's ack.</summary>
    private static KitCase AheadOfTheReplay()
    {
        var world = new World();
        var game = world.NewGame();
        var earlier = world.Connect(game, World.Ann);
        earlier.Step();
        earlier.HangUp();
        var client = new IdealClient(world, game, World.Ann, "a second life goes on where its owner stands", new KitStart(earlier.Of<ServerFrame.Resume>().Single().Token, 3, "epoch-1"));
        client.Open();
        return client.Finish();
    }

    private static KitCase UnknownFrame()
    {
        var (world, game, client) = Begin("a frame of a later protocol is passed over");
        var bob = world.Live(game, World.Bob);
        client.Open();
        client.Hear("{\"type\":\"GAME_FIREWORKS\",\"payload\":{\"colour\":\"red\"},\"timestamp\":\"2030-01-01T00:00:00.000Z\",\"senderId\":null}");
        client.Give("c1", "step");
        bob.Step();
        client.Read();
        return client.Finish();
    }

    private static KitCase NoFrame(string text)
    {
        var (_, _, client) = Begin($"what is no frame ends the socket: {text}");
        client.Open();
        client.Break(text);
        client.Open();
        return client.Finish();
    }
}
