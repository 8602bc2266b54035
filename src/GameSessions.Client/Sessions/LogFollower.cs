using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Sessions;

/// <summary>Where the client stands in the log, over all of its sockets: decides what is new, what was seen and what is missing.</summary>
internal sealed class LogFollower(LogPosition? start, string? resumeToken)
{
    private ServerFrame.Resume? handshake;
    private string? resyncReason;
    private int delivered;
    private RawJson? result;
    private bool endTold;

    public string? ResumeToken { get; set; } = resumeToken;

    public LogPosition? Position { get; private set; } = start;

    public bool HandshakeSeen => handshake is not null;

    public bool HandedOver { get; private set; }

    public long Duplicates { get; private set; }

    public long Gaps { get; private set; }

    public void OpenSocket()
    {
        handshake = null;
        resyncReason = null;
        delivered = 0;
        HandedOver = false;
    }

    public Step Take(ServerFrame frame)
    {
        var news = new List<ClientNews>();
        var whole = frame switch
        {
            ServerFrame.Resume resume => Shake(resume, news),
            ServerFrame.Resync resync => Resync(resync, news),
            ServerFrame.Replay replay => replay.Events.All(happened => Deliver(happened, news)),
            ServerFrame.Event live => Deliver(live.Happened, news),
            ServerFrame.ReplayEnd end => EndReplay(end, news),
            _ => true,
        };
        return new Step(news, Broken: !whole);
    }

    private bool Shake(ServerFrame.Resume resume, List<ClientNews> news)
    {
        handshake = resume;
        ResumeToken = resume.Token;
        if (resume.Outcome != "resync")
        {
            // With a resync the new epoch counts only once its snapshot is here: old position and new epoch together
            // would make the next resume look like one that missed a few events.
            Position = new LogPosition(Position?.Sequence ?? resume.LastSequence, resume.Epoch);
        }

        news.Add(new ClientNews.Opened(resume.UserId, resume.Seat, resume.Summary));
        return true;
    }

    private bool Resync(ServerFrame.Resync resync, List<ClientNews> news)
    {
        if (handshake is null)
        {
            return false;
        }

        Position = new LogPosition(resync.AsOf, handshake.Epoch);
        resyncReason = resync.Reason;
        result = null;
        endTold = false;
        news.Add(new ClientNews.Snapshot(resync.AsOf, resync.State, resync.Reason));
        return true;
    }

    private bool Deliver(WireEvent happened, List<ClientNews> news)
    {
        if (handshake is null || Position is not { } position)
        {
            return false;
        }

        if (happened.Sequence <= position.Sequence)
        {
            Duplicates++;
            return true;
        }

        if (happened.Sequence > position.Sequence + 1)
        {
            Gaps++;
            return false;
        }

        Position = position with { Sequence = happened.Sequence };
        delivered++;
        news.Add(new ClientNews.Happened(happened));
        if (happened.Type == "finished")
        {
            result = happened.Data;
            TellEnd(news);
        }

        return true;
    }

    private bool EndReplay(ServerFrame.ReplayEnd end, List<ClientNews> news)
    {
        if (handshake is null || Position?.Sequence != end.Through)
        {
            Gaps++;
            return false;
        }

        HandedOver = true;
        news.Add(new ClientNews.OutcomeKnown(Outcome(handshake)));
        if (handshake.Summary.Status == GameStatus.Finished)
        {
            result ??= ResultIn(handshake.Summary.State);
        }

        TellEnd(news);
        return true;
    }

    private SessionOutcome Outcome(ServerFrame.Resume resume) => resyncReason is not null
        ? new SessionOutcome.Resynced(resyncReason)
        : resume.Outcome switch
        {
            "new" => new SessionOutcome.Fresh(),
            "current" => new SessionOutcome.Current(),
            _ => new SessionOutcome.Replayed(delivered),
        };

    /// <summary>Once, and not before the outcome of the hand-over it came in.</summary>
    private void TellEnd(List<ClientNews> news)
    {
        if (HandedOver && !endTold && result is { } known)
        {
            endTold = true;
            news.Add(new ClientNews.OutcomeKnown(new SessionOutcome.Ended(known)));
        }
    }

    private static RawJson ResultIn(RawJson state)
    {
        var json = state.Parse();
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("result", out var found) ? new RawJson(found.GetRawText()) : RawJson.Null;
    }
}
