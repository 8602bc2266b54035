using System.Diagnostics.Metrics;
using GameSessions.Games;

namespace GameSessions.Hosting.Tests.Nodes;

public class MetricsTests
{
    [Fact]
    public void Open_sockets_are_counted_up_and_down()
    {
        var world = new World();
        var open = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter == world.Meter && instrument.Name == "ws_connections")
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            tags.ToArray().ShouldBe([new KeyValuePair<string, object?>("channel", "game")]);
            open += change;
        });
        listener.Start();

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
