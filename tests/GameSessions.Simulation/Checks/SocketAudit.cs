using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Simulation.Checks;

/// <summary>Reads what a node says on one socket: in which order, without a hole or a repeat, and nothing that is not stored.</summary>
internal sealed class SocketAudit(Auditor auditor, string server, string client, UpgradeRequest request)
{
    private enum Phase
    {
        BeforeResume,
        Replaying,
        Live,
    }

    /// <summary>How long an earlier socket of a session may go on, on another node too, in ms.</summary>
    private const long TakeOverMs = 2_500;

    private Phase phase;
    private SessionKey session;
    private Seat? seat;
    private long at;
    private int pongs;
    private string? token;
    private string? question;
    private int era = auditor.Era;

    /// <summary>What it is told is of a log that is no more.</summary>
    public bool IsOfAnEarlierEra => era < auditor.Era;

    /// <summary>Whether the client's end still listens.</summary>
    public Func<bool> IsOpen { get; set; } = () => false;

    /// <summary>The socket is live, and the last event it was sent is this; null where it is not live.</summary>
    public long? Standing => phase == Phase.Live && IsOpen() && SupersededAt is null && !IsOfAnEarlierEra ? at : null;

    public string Client => client;

    public long Generation { get; private set; }

    public GameId Game => session.Game;

    /// <summary>When a later socket of the session went live, by the store's clock.</summary>
    public long? SupersededAt { get; set; }

    public void Sent(ReadOnlyMemory<byte> bytes)
    {
        auditor.Trace.Note(server, $"-> {client}", bytes.Span);
        switch (Envelope.ReadServer(bytes))
        {
            case ServerFrame.Resume resume when phase == Phase.BeforeResume:
                phase = Phase.Replaying;
                // A node that has not noticed goes on with what it has, and says so.
                era = resume.Epoch == auditor.Epoch ? auditor.Era : auditor.Era - 1;
                session = new SessionKey(resume.GameId, resume.UserId);
                seat = resume.Seat;
                token = resume.Token;
                Generation = auditor.Tokens.GenerationOf(token);
                at = request.From is { } from ? long.Parse(from, System.Globalization.CultureInfo.InvariantCulture) : resume.LastSequence;
                break;
            case ServerFrame.Replay replay when phase == Phase.Replaying:
                foreach (var happened in replay.Events)
                {
                    Next(happened);
                }

                break;
            case ServerFrame.Resync resync when phase == Phase.Replaying:
                if (auditor.Era == 0 || resync.Reason != Resume.ResumePlan.Forked)
                {
                    auditor.Fail($"{client} was resynced ({resync.Reason}) though nothing was pruned or restored");
                }

                at = resync.AsOf;
                break;
            case ServerFrame.ReplayEnd end when phase == Phase.Replaying:
                phase = Phase.Live;
                if (end.Through != at)
                {
                    auditor.Fail($"I1 {client} was told to stand at {end.Through} but was sent events up to {at}");
                }

                if (!IsOfAnEarlierEra)
                {
                    auditor.Live(session, this);
                }

                break;
            case ServerFrame.Event { Happened: var happened } when phase == Phase.Live:
                if (SupersededAt is { } since && auditor.CalmSince is { } calm && auditor.StoreNow - Math.Max(since, calm) > TakeOverMs)
                {
                    auditor.Fail($"{client} still hears events on a socket that was taken over {auditor.StoreNow - since} ms ago");
                }

                Next(happened);
                break;
            case ServerFrame.Accepted accepted when phase == Phase.Live:
                Confirm(accepted);
                break;
            case ServerFrame.Acked acked when phase == Phase.Live:
                if (!IsOfAnEarlierEra)
                {
                    auditor.Acked(session, acked.Sequence);
                }

                break;
            case ServerFrame.Pong { T.Text: var t } when phase == Phase.Live && t.StartsWith('"'):
                if (t != $"\"{++pongs}\"")
                {
                    auditor.Fail($"{client} was answered ping {t} as number {pongs}: a frame of the hand-over vanished");
                }

                break;
            case ServerFrame.Ping { T.Text: var t } when phase == Phase.Live && question is null:
                question = t;
                break;
            case ServerFrame.Refused or ServerFrame.Error or ServerFrame.Ping or ServerFrame.Pong or ServerFrame.TimeUpdate or ServerFrame.Presence when phase == Phase.Live:
                break;
            case var frame:
                auditor.Fail($"{client} was sent {frame?.GetType().Name} in phase {phase}");
                break;
        }
    }

    /// <summary>What the client says.</summary>
    public void Received(ReadOnlyMemory<byte> bytes)
    {
        if (question is not null && ClientFrame.Read(bytes) is ClientFrame.Pong { T.Text: var t } && t == question)
        {
            auditor.Tokens.Answered(token!);
        }
    }

    public bool IsClosed { get; private set; }

    public void Closed(Close close)
    {
        IsClosed = true;
        auditor.Trace.Note(server, $"-> {client} closes {close.Code} {close.Reason}");
        if (close == Close.InternalError)
        {
            auditor.Fail($"I6 a socket of {client} failed inside");
        }
    }

    private void Next(WireEvent happened)
    {
        if (happened.Sequence != at + 1)
        {
            auditor.Fail($"I1 {client} was sent event {happened.Sequence} after {at}");
        }

        at = Math.Max(at, happened.Sequence);
        if (IsOfAnEarlierEra)
        {
            return;
        }

        var log = auditor.LogOf(session.Game);
        if (happened.Sequence > log.Count)
        {
            auditor.Fail($"I10 {client} was sent event {happened.Sequence} of a log with {log.Count}");
            return;
        }

        var stored = log[(int)happened.Sequence - 1];
        if (happened != WireEvent.For(session.Game, stored, seat, session.Player))
        {
            auditor.Fail($"I5 {client} was sent {happened}, the log has {stored}");
        }
    }

    private void Confirm(ServerFrame.Accepted accepted)
    {
        if (IsOfAnEarlierEra)
        {
            return;
        }

        var log = auditor.LogOf(session.Game);
        var caused = log.Count(recorded => recorded.CommandId == accepted.CommandId && recorded.Player == session.Player);
        if (caused != accepted.Count || log[(int)accepted.Sequence - 1].CommandId != accepted.CommandId)
        {
            auditor.Fail($"I3 {client} was told that {accepted.CommandId} caused {accepted.Count} events from {accepted.Sequence}; the log has {caused}");
        }
    }
}
