using System.Text;
using System.Text.Json;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using Timer = GameSessions.Wire.GameTimer;

namespace GameSessions.Tests;

public class EnvelopeTests
{
    private const long Now = 1_790_000_000_123;
    private static readonly GameId Game = new("g1");
    private static readonly PlayerId Ann = new("ann");
    private static readonly CommandId Id = new("c1");
    private static readonly WireEvent Happened = new(Game, 3, "moved", new RawJson("""{"word":"é 😀"}"""), Ann, Now, Id);
    private static readonly WireEvent Hidden = new(Game, 4, WireEvent.Hidden, RawJson.Null, UserId: null, Now, CommandId: null);

    private static readonly Timer Clock = new(
        new Seat("blue"), new Dictionary<string, long> { ["blue"] = 5, ["red"] = 7 }, Running: true, "blitz", 180_000, 0, 0, DelayLeftMs: 0, AsOf: Now, Sequence: 3);

    private static readonly ServerFrame[] Each =
    [
        new ServerFrame.Resume(Game, Ann, new Seat("blue"), "new", "token", 1, 2, 0, 3, "e1", new Summary(3, "duel", GameStatus.Running, new RawJson("[1]")), Clock, [Ann], 10_000, Envelope.Protocol),
        new ServerFrame.Resume(Game, Ann, Seat: null, "current", "token", 1, 2, 3, 3, "e1", new Summary(3, "duel", GameStatus.Waiting, RawJson.EmptyObject), Timer: null, [], 10_000, Envelope.Protocol),
        new ServerFrame.Replay(Game, [Happened, Hidden]),
        new ServerFrame.ReplayEnd(Game, 4),
        new ServerFrame.Event(Happened),
        new ServerFrame.Event(Hidden),
        new ServerFrame.Resync(Game, 4, new RawJson("""{"a":null}"""), "pruned"),
        new ServerFrame.Accepted(Id, 3, 2),
        new ServerFrame.Refused(Id, "NOT_YOUR_TURN", "It is not your turn.", Retryable: false),
        new ServerFrame.Acked(Game, Ann, 4),
        new ServerFrame.TimeUpdate(Game, Clock),
        new ServerFrame.Presence(Game, Ann, Online: true),
        new ServerFrame.Error("BAD_FRAME", "No.", Retryable: false, Id),
        new ServerFrame.Error("BAD_ACK", "No.", Retryable: false),
        new ServerFrame.Ping(new RawJson("1")),
        new ServerFrame.Pong(new RawJson("\"x\""), Now),
    ];

    [Fact]
    public void Every_frame_that_is_written_is_read_again()
    {
        Each.Select(frame => frame.GetType()).Distinct().ShouldBe(ServerFrame.Types.Values, ignoreOrder: true);
        foreach (var frame in Each)
        {
            var bytes = Envelope.Write(frame, Now);
            var read = Envelope.ReadServer(bytes).ShouldNotBeNull();

            read.ShouldBeOfType(frame.GetType());
            Encoding.UTF8.GetString(Envelope.Write(read, Now)).ShouldBe(Encoding.UTF8.GetString(bytes));
        }
    }

    [Fact]
    public void An_envelope_has_its_four_fields()
    {
        Text(new ServerFrame.ReplayEnd(Game, 4)).ShouldBe(
            """{"type":"GAME_REPLAY_END","payload":{"gameId":"g1","through":4},"timestamp":"2026-09-21T14:13:20.123Z","senderId":null}""");
    }

    [Fact]
    public void An_events_sender_is_its_author_and_its_payload_the_event_itself()
    {
        Text(new ServerFrame.Event(Happened)).ShouldBe(
            """{"type":"GAME_EVENT","payload":{"gameId":"g1","sequence":3,"type":"moved","data":{"word":"é 😀"},"userId":"ann","at":1790000000123,"commandId":"c1"},"timestamp":"2026-09-21T14:13:20.123Z","senderId":"ann"}""");
    }

    [Fact]
    public void A_hidden_event_is_a_number_and_an_instant()
    {
        var recorded = new RecordedEvent(4, "banned", new RawJson("""{"a":1}"""), Ann, Id, Now, [new Seat("blue")]);

        foreach (var seat in new Seat?[] { new Seat("red"), null })
        {
            WireEvent.For(Game, recorded, seat, new PlayerId("bob")).ShouldBe(Hidden);
        }

        WireEvent.For(Game, recorded, new Seat("blue"), Ann).ShouldBe(new WireEvent(Game, 4, "banned", new RawJson("""{"a":1}"""), Ann, Now, Id));
        Text(new ServerFrame.Event(Hidden)).ShouldContain("""{"gameId":"g1","sequence":4,"type":"hidden","data":null,"userId":null,"at":1790000000123}""");
    }

    [Fact]
    public void A_command_id_goes_to_its_author_only()
    {
        var recorded = new RecordedEvent(4, "moved", RawJson.EmptyObject, Ann, Id, Now);

        WireEvent.For(Game, recorded, new Seat("red"), new PlayerId("bob")).CommandId.ShouldBeNull();
        WireEvent.For(Game, recorded, new Seat("blue"), Ann).CommandId.ShouldBe(Id);
        WireEvent.For(Game, recorded with { Player = null }, new Seat("blue"), Ann).CommandId.ShouldBeNull();
    }

    [Fact]
    public void A_type_that_the_client_does_not_know_is_skipped() =>
        Envelope.ReadServer("""{"type":"CONFETTI","payload":{}}"""u8.ToArray()).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"type":"PING"}""")]
    [InlineData("""{"type":7,"payload":{}}""")]
    [InlineData("""{"type":"PING","payload":null}""")]
    [InlineData("""{"type":"GAME_EVENT","payload":null}""")]
    [InlineData("""{"type":"GAME_ACK","payload":{"gameId":7}}""")]
    [InlineData("""{"type":"GAME_ACK","payload":{"sequence":"7"}}""")]
    public void What_is_no_server_frame_is_an_exception(string text) =>
        Should.Throw<JsonException>(() => Envelope.ReadServer(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(1_000, 10)]
    [InlineData(300, 500)]
    [InlineData(7, 30_000)]
    public void A_replay_is_packed_in_order_into_frames_of_at_most_64_kib(int count, int size)
    {
        var events = Events(Enumerable.Repeat(size, count));
        var frames = Envelope.WriteReplay(Game, events, Now).ToArray();

        frames.ShouldAllBe(frame => frame.Length <= 65_536);
        Read(frames).SelectMany(frame => frame).ShouldBe(events);
        frames.Zip(Read(frames).Skip(1), (frame, next) => frame.Length + RawJson.From(next[0]).Text.Length + 1).ShouldAllBe(joined => joined > 65_536);
    }

    [Fact]
    public void A_frame_is_filled_to_the_last_byte()
    {
        var overhead = Envelope.Write(new ServerFrame.Replay(Game, []), Now).Length;
        var around = RawJson.From(Events([0])[0]).Text.Length;
        var rest = 65_536 - overhead - 1 - 30_000 - (2 * around);

        Envelope.WriteReplay(Game, Events([30_000, rest]), Now).Select(frame => frame.Length).ShouldBe([65_536]);
        Envelope.WriteReplay(Game, Events([30_000, rest + 1]), Now).Count().ShouldBe(2);
    }

    [Fact]
    public void A_larger_event_travels_alone()
    {
        var frames = Read([.. Envelope.WriteReplay(Game, Events([10, 70_000, 10, 10, 80_000]), Now)]);

        frames.Select(frame => frame.Count).ShouldBe([1, 1, 2, 1]);
    }

    [Fact]
    public void A_replay_counts_bytes_and_not_characters() =>
        Envelope.WriteReplay(Game, [Happened with { Data = RawJson.From(new string('é', 30_000)) }, Happened with { Data = RawJson.From(new string('é', 5_000)) }], Now)
            .ShouldAllBe(frame => frame.Length <= 65_536);

    private static WireEvent[] Events(IEnumerable<int> sizes) =>
        [.. sizes.Select((size, i) => new WireEvent(Game, 1_000 + i, "noted", RawJson.From(new string('x', size)), Ann, Now, CommandId: null))];

    private static IReadOnlyList<WireEvent>[] Read(byte[][] frames) => [.. frames.Select(frame => ((ServerFrame.Replay)Envelope.ReadServer(frame)!).Events)];

    private static string Text(ServerFrame frame) => Encoding.UTF8.GetString(Envelope.Write(frame, Now));
}
