using GameSessions.Client.Sockets;
using GameSessions.Kills.Faults;
using GameSessions.Kills.Players;
using GameSessions.Wire;

namespace GameSessions.Kills.Checks;

/// <summary>Reads what the server says on one socket: in which order, without a hole or a repeat, never behind what it said before.</summary>
internal sealed class SocketAudit(Journal journal, ConnectRequest request, Moments moments, Findings findings, Tally tally)
{
    private enum Phase
    {
        BeforeResume,
        Replaying,
        Live,
    }

    private readonly long openedAt = Now();
    private readonly long headBefore = journal.Table.IsOnManyNodes ? Math.Max(request.From ?? 0, journal.AckStored) : journal.Table.HeadKnown;
    private readonly long ackBefore = journal.AckStored;
    private Phase phase;
    private long at;
    private long acked;
    private volatile bool isOver;
    private volatile bool isLive;

    /// <summary>Handed over, and still open as far as this side knows.</summary>
    public bool IsLive => isLive && !isOver;

    /// <summary>The client left by itself.</summary>
    public bool HasLeft { get; private set; }

    public void Heard(ReadOnlyMemory<byte> text)
    {
        var frame = Envelope.ReadServer(text);
        switch (frame)
        {
            case ServerFrame.Resume resume when phase == Phase.BeforeResume:
                Shake(resume);
                break;
            case ServerFrame.Replay replay when phase == Phase.Replaying:
                foreach (var happened in replay.Events)
                {
                    Next(happened);
                }

                break;
            case ServerFrame.ReplayEnd end when phase == Phase.Replaying:
                Expect(end.Through == at, $"I1 {this} was told to stand at {end.Through} but was sent events up to {at}");
                phase = Phase.Live;
                isLive = true;
                tally.Count("hand-overs");
                break;
            case ServerFrame.Event { Happened: var happened } when phase == Phase.Live:
                Next(happened);
                moments.Note(Moment.EventTold);
                break;
            case ServerFrame.Accepted accepted when phase == Phase.Live:
                journal.Seen(accepted);
                moments.Note(Moment.CommandAccepted);
                Expect(accepted.Sequence + accepted.Count - 1 <= at, $"{this} was told that {accepted.CommandId} caused events up to {accepted.Sequence + accepted.Count - 1}, and stands at {at}");
                break;
            case ServerFrame.Acked ack when phase == Phase.Live:
                Expect(ack.Sequence >= acked, $"I7 {this} was told of an ack of {ack.Sequence} after one of {acked}");
                acked = ack.Sequence;
                journal.Stored(ack.Sequence);
                moments.Note(Moment.AckStored);
                break;
            case ServerFrame.TimeUpdate update when phase == Phase.Live:
                journal.Seen(new TimerSeen(update.Timer, NotBefore: 0, Now()));
                break;
            case ServerFrame.Refused { Retryable: true } or ServerFrame.Error { Code: "STORAGE_UNAVAILABLE" } when phase == Phase.Live:
                tally.Count("answers of storage out of reach");
                break;
            case ServerFrame.Error error when phase == Phase.Live:
                findings.Add($"{this} was told of the error {error.Code}: {error.Message}", journal.Table);
                break;
            case ServerFrame.Refused or ServerFrame.Ping or ServerFrame.Pong or ServerFrame.Presence when phase == Phase.Live:
                break;
            default:
                findings.Add($"{this} was sent {frame?.GetType().Name ?? "an unknown frame"} in phase {phase}: {System.Text.Encoding.UTF8.GetString(text.Span)}", journal.Table);
                break;
        }
    }

    public void Closed(Close close)
    {
        isOver = true;
        tally.Count(close.Code switch
        {
            1006 => "sockets torn",
            1012 => "sockets drained",
            1013 => "upgrades sent away",
            4001 => "sockets taken over",
            1008 when close == Close.InvalidResumeToken => "resume tokens refused",
            _ => "sockets closed",
        });
        if (close.Code is not (1000 or 1006 or 1012 or 1013 or 4001) && close != Close.InvalidResumeToken)
        {
            findings.Add($"{this} was closed with {close.Code} {close.Reason}", journal.Table);
        }
    }

    public void Left()
    {
        HasLeft = true;
        isOver = true;
    }

    public override string ToString() => $"a socket of {journal.Seat} ({journal.Player})";

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private void Shake(ServerFrame.Resume resume)
    {
        phase = Phase.Replaying;
        moments.Note(Moment.HandOverBegun);
        journal.Player ??= resume.UserId;
        at = request.From ?? resume.LastSequence;
        acked = resume.LastSequence;
        Expect(resume.Head >= headBefore, $"I4 {this} was told of head {resume.Head}, and {headBefore} was known");
        Expect(resume.LastSequence >= ackBefore, $"I7 {this} was told of an ack of {resume.LastSequence}, after {ackBefore} was stored");
        Expect(resume.Outcome is "new" or "current" or "replay", $"{this} came back to a {resume.Outcome}, though nothing was pruned or restored");
        Expect(journal.Table.Epoch(resume.Epoch) == resume.Epoch, $"{this} was told of another epoch");
        if (resume.Timer is { } timer)
        {
            journal.Seen(new TimerSeen(timer, openedAt, Now()));
        }
    }

    private void Next(WireEvent happened)
    {
        Expect(happened.Sequence == at + 1, $"{(happened.Sequence > at ? "I1" : "I2")} {this} was sent event {happened.Sequence} after {at}");
        at = happened.Sequence;
        journal.Table.Heard(happened.Sequence);
        journal.Seen(happened);
    }

    private void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            findings.Add(otherwise, journal.Table);
        }
    }
}
