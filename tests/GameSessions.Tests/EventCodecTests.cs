using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Tests;

public class EventCodecTests
{
    private static readonly EventCodec Codec = new DuelRules().Events;

    private static readonly GameEvent[] Each =
    [
        new Joined(DuelRules.White, Duel.Ann),
        new Left(DuelRules.White, Duel.Ann),
        new Started { AllowanceMs = 40 },
        new FlagFell(DuelRules.Black),
        new ClockCredited(DuelRules.Black, 1_500, 1_700_000_000_000, 1_700_000_001_500),
        new Finished(DuelRules.Black, "flag", new RawJson("""{"white":1.5}""")),
        new Finished(Winner: null, "complete", Scores: null),
        new Moved(DuelRules.White, "Ünï \"quoted\" \0 \ud83d\ude00 </script>") { LagMs = 12, AllowanceMs = 0 },
        new Waved(DuelRules.Black) { Audience = [DuelRules.Black] },
    ];

    [Fact]
    public void Every_event_of_the_kind_survives_its_json()
    {
        Each.Select(Codec.NameOf).Distinct().ShouldBe(Codec.Names, ignoreOrder: true);
        foreach (var happened in Each)
        {
            var recorded = new RecordedEvent(1, Codec.NameOf(happened), EventCodec.Encode(happened), Player: null, CommandId: null, At: 0, happened.Audience);

            Codec.Decode(recorded).ShouldBe(happened);
            Codec.TypeOf(recorded.Type).ShouldBe(happened.GetType());
        }
    }

    [Theory]
    [InlineData("joined", """{"seat":7,"userId":"ann"}""")]
    [InlineData("joined", """{"seat":null,"userId":"ann"}""")]
    [InlineData("joined", "[]")]
    [InlineData("joined", "null")]
    [InlineData("joined", "{")]
    [InlineData("clockCredited", """{"seat":"white","ms":"1"}""")]
    [InlineData("exploded", "{}")]
    public void What_cannot_be_read_is_a_damaged_log(string type, string data) =>
        Should.Throw<DamagedLogException>(() => Codec.Decode(new RecordedEvent(1, type, new RawJson(data), null, null, 0)));

    [Fact]
    public void Two_events_cannot_share_a_name() => Should.Throw<ArgumentException>(() => new EventCodec(("joined", typeof(Waved))));
}
