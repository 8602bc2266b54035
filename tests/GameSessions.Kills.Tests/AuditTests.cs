using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Players;
using GameSessions.Kills.Tables;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Drafts;

namespace GameSessions.Kills.Tests;

/// <summary>The harness is worth what its checks find: a sound log passes, and each way of spoiling it is noticed.</summary>
public sealed class AuditTests : IDisposable
{
    private const long Start = 1_000_000;
    private static readonly PlayerId Captain = new("captain");
    private static readonly CommandId Ban = new("ban-1");
    private readonly Findings findings = new();
    private readonly Table table;
    private readonly Journal blue;
    private readonly StoredLog log;

    public AuditTests()
    {
        table = new Table(new GameId("game"), new DraftScript(new Random(1)));
        blue = new Journal(table, new Seat("blue"), saysTwice: false, findings) { Player = Captain };
        table.Journals = [blue];
        using var options = JsonDocument.Parse("{}");
        var setup = new DraftRules().SetUp(options.RootElement);
        RecordedEvent[] events =
        [
            new(1, "joined", new RawJson("""{"seat":"blue","userId":"captain"}"""), Captain, null, Start),
            new(2, "joined", new RawJson("""{"seat":"red","userId":"other"}"""), new PlayerId("other"), null, Start),
            new(3, "started", new RawJson("""{"allowanceMs":0}"""), new PlayerId("other"), null, Start),
            new(4, "banned", new RawJson("""{"seat":"blue","specialization":"Tempest","lagMs":0,"allowanceMs":0}"""), Captain, Ban, Start + 5_000),
        ];
        log = new StoredLog(
            new GameCreation("draft", setup.Options, TimeControl.Blitz, Start, setup.Seats),
            Head: 4,
            "running",
            events,
            new Dictionary<long, long> { [4] = 1 },
            new Dictionary<PlayerId, long> { [Captain] = 3 },
            Outages: []);
        foreach (var recorded in events)
        {
            blue.Tell(WireEvent.For(table.Id, recorded, blue.Seat, Captain));
        }

        blue.Seen(new ServerFrame.Accepted(Ban, 4, 1));
        blue.Stored(3);
    }

    public void Dispose() => findings.Dispose();

    [Fact]
    public void A_sound_log_passes()
    {
        Tell(remainingMs: 175_000);
        Check(log).ShouldBeEmpty();
        findings.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_lost_event_is_found() =>
        Check(log with { Head = 3, Events = [.. log.Events.Take(3)], CommandEvents = new Dictionary<long, long>() }).ShouldContain(fault => fault.StartsWith("I3 ban-1"));

    [Fact]
    public void A_command_that_is_there_twice_is_found() =>
        Check(log with { Head = 5, Events = [.. log.Events, log.Events[3] with { Sequence = 5 }], CommandEvents = new Dictionary<long, long> { [4] = 1, [5] = 1 } })
            .ShouldContain(fault => fault.Contains("not once and whole"));

    [Fact]
    public void Half_a_command_is_found() =>
        Check(log with { CommandEvents = new Dictionary<long, long> { [4] = 2 } }).ShouldHaveSingleItem().ShouldContain("not once and whole");

    [Fact]
    public void Another_event_than_was_told_is_found() =>
        Check(log with { Events = [.. log.Events.Take(3), log.Events[3] with { At = Start + 5_001 }] }).ShouldHaveSingleItem().ShouldStartWith("I5");

    [Fact]
    public void An_ack_that_went_down_is_found() =>
        Check(log with { Acks = new Dictionary<PlayerId, long> { [Captain] = 2 } }).ShouldHaveSingleItem().ShouldStartWith("I7");

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    [InlineData(-51, 1)]
    public void A_clock_is_right_within_fifty_milliseconds(int offMs, int faults)
    {
        Tell(175_000 + offMs);
        Check(log).Count.ShouldBe(faults);
    }

    [Theory]
    [InlineData(2_000, 1)]
    [InlineData(900, 0)]
    public void Time_in_which_the_server_was_down_and_that_nobody_got_back_is_found(int downMs, int faults) =>
        ClockAudit.Check(table, log, [new Outage(Start + 1_000, Start + 1_000 + downMs)]).Count().ShouldBe(faults);

    [Fact]
    public void An_event_told_twice_or_out_of_turn_is_found()
    {
        blue.Tell(WireEvent.For(table.Id, log.Events[3], blue.Seat, Captain));
        findings.All.ShouldHaveSingleItem().What.ShouldStartWith("I1");
        findings.Found.IsCancellationRequested.ShouldBeTrue();
    }

    private List<string> Check(StoredLog stored) => [.. LogAudit.Check(table, stored).Concat(ClockAudit.Check(table, stored, []))];

    private void Tell(long remainingMs)
    {
        var remaining = new Dictionary<string, long> { ["blue"] = remainingMs, ["red"] = 180_000 };
        blue.Seen(new TimerSeen(new GameTimer(new Seat("red"), remaining, Running: true, "blitz", 180_000, 0, 0, 0, Start + 5_000, Sequence: 4), NotBefore: 0, NotAfter: Start + 5_000));
    }
}
