using System.Diagnostics.Metrics;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;

namespace GameSessions.Hosting.Tests.Nodes;

public class MetricsTests
{
    [Fact]
    public void Open_sockets_are_counted_up_and_down()
    {
        // Instruments of other tests' nodes are heard too, but on their own threads.
        var me = Environment.CurrentManagedThreadId;
        var open = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument is { Name: "ws_connections", Meter.Name: SessionMetrics.MeterName })
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == me)
            {
                tags.ToArray().ShouldBe([new KeyValuePair<string, object?>("channel", "game")]);
                open += change;
            }
        });
        listener.Start();

        var world = new World();
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        open.ShouldBe(2);

        ann.HangUp();
        open.ShouldBe(1);
        world.Revoke(World.Bob);
        bob.Close.ShouldNotBeNull();
        open.ShouldBe(0);

        world.Connect(new GameId("no-such-game"), World.Ann).Close.ShouldNotBeNull();
        open.ShouldBe(0);
    }
}
