using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GameSessions.Games;
using GameSessions.Hosting.Caching;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Resume;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>
/// Brings one socket from its upgrade to live: who is it, may it, from where; then the game is joined, with live events held back, and what
/// was missed is sent. A handshake that is lost on the way costs the client nothing.
/// </summary>
internal sealed class HandOver(SessionNode node, SessionConnection connection, UpgradeRequest request)
{
    /// <summary>How long a client may take to read a part of its replay.</summary>
    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(30);

    /// <returns>Why the socket must end; null: it is live.</returns>
    /// <exception cref="StorageUnavailableException">Try again later.</exception>
    /// <exception cref="LogForkedException">The log became another one meanwhile.</exception>
    /// <exception cref="TimeoutException">The client does not read.</exception>
    public async Task<Close?> RunAsync()
    {
        var refusal = request.Channel is null ? Close.InvalidPath
            : request.ResumeToken is { } token ? await ResumeAsync(Hash(token))
            : await ConnectAsync();
        if (refusal == Close.InvalidResumeToken)
        {
            node.Metrics.InvalidToken();
        }

        return refusal;
    }

    private async Task<Close?> ResumeAsync(TokenHash presented)
    {
        var hint = await node.Cache.FindByTokenAsync(presented, request.GameId);
        Close? refusal = null;
        if (hint is { } hinted && IsMeant(hinted))
        {
            refusal = await AdmitAsync(hinted, presented);
            if (refusal is null)
            {
                return null;
            }
        }

        // What the cache says lets nobody in by itself, and keeps nobody out.
        var session = await WithinAsync(node.Sessions.FindByTokenAsync(presented, node.Clock.Estimate));
        if (refusal is not null && session == hint)
        {
            return refusal;
        }

        if (hint is { } wrong)
        {
            node.Cache.Denied(wrong);
            node.Registry.Remove(connection);
        }

        return session is { } found && IsMeant(found) ? await AdmitAsync(found, presented) : Refuse(Close.InvalidResumeToken);
    }

    private async Task<Close?> ConnectAsync()
    {
        var (session, refusal) = NameSession();
        return session is { } named ? await AdmitAsync(named, presented: null) : Refuse(refusal!.Value);
    }

    /// <summary>Whether a token's session is the one that the path and the query name.</summary>
    private bool IsMeant(SessionKey session) => ChannelOf(session.Game) == request.Channel && (request.GameId is null || request.GameId == session.Game.Value);

    /// <summary>For one who names no session that is.</summary>
    private Close Refuse(Close refusal) =>
        node.Registry.MayUpgrade(request.Player?.Value ?? request.ClientAddress) ? refusal : Close.TooManyUpgrades;

    private async Task<Close?> AdmitAsync(SessionKey key, TokenHash? presented)
    {
        if (!request.IsOwn && !node.Registry.MayUpgrade(key.Player.Value))
        {
            return Close.TooManyUpgrades;
        }

        var game = await node.Directory.FindAsync(key.Game);
        if (game is null || !game.IsOpenTo(node.RulesOf(game.Kind), key.Player))
        {
            return Close.Forbidden;
        }

        long? from = null;
        if (request.From is { } text)
        {
            // .NET reads past any NUL at the end.
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || text.EndsWith('\0'))
            {
                return Close.InvalidPosition;
            }

            from = position;
        }

        if (!node.Registry.TryEnter(connection, key, isResume: presented is not null, request.IsOwn))
        {
            return Close.TooManySockets;
        }

        if (node.IsDraining)
        {
            return node.NextDrainSlot();
        }

        // Whoever was signed out after the token was read and before the socket was known here is not let in either.
        if (request.IsStillSignedIn is { } ask && !await ask())
        {
            return Close.Unauthorized;
        }

        // Of two that the store opens at the same time the earlier might be the last, and end the later one, though it has ended itself.
        foreach (var earlier in connection.Earlier)
        {
            await earlier.Opening;
        }

        // The peer gave up while we asked, or has come again: opening its session now could only take it from the peer's next try.
        return connection.TryBeginOpening() ? await OpenAsync(key, presented, from, ReadEarlyAsync(key, from, game.Head)) : Close.Normal;
    }

    /// <summary>Asks the cache for what is probably missing, while the store opens the session. Null: probably nothing is.</summary>
    private async Task<CachedEntries?> ReadEarlyAsync(SessionKey key, long? from, long head) =>
        node.Cache.Serves(key.Game) && (from ?? await node.Cache.FindLastAckAsync(key)) < head ? await node.Cache.ReadEntriesAsync(key.Game) : null;

    private async Task<Close?> OpenAsync(SessionKey key, TokenHash? presented, long? from, Task<CachedEntries?> early)
    {
        var token = node.Entropy.NextToken();
        var now = node.Clock.Estimate;
        var expiresAt = now + (long)node.Options.SessionTtl.TotalMilliseconds;
        var opened = await WithinAsync(node.Sessions.OpenAsync(key, presented, Hash(token), now, expiresAt, node.Epoch));
        if (opened is null)
        {
            return Close.InvalidResumeToken;
        }

        connection.EndOpening();
        node.Health.NoteAnswer();
        node.Metrics.Resumed(byToken: presented is not null);
        var position = from ?? opened.LastAck;
        connection.Open(key, opened, Hash(token));
        Attachment? attachment;
        try
        {
            // From here on live events are held for this socket: none is missed between what is read now and what comes then.
            attachment = await node.Directory.AttachAsync(connection, Math.Max(Math.Max(position, opened.LastAck), opened.Head), opened.Online);
        }
        finally
        {
            // After it joined, so that nobody sees its player leave; and though it may come to nothing: the earlier ones can no longer play.
            node.Registry.Adopt(connection);
        }

        if (attachment is null)
        {
            return Close.Forbidden;
        }

        var plan = ResumePlan.For(position, request.Epoch, attachment.Game.Head, attachment.OldestKept, attachment.Epoch);
        SendResume(key, opened, plan, token, now, expiresAt, attachment);
        await SendMissedAsync(key, plan, attachment, early);
        connection.GoLive(Hash(token), Frame(new ServerFrame.ReplayEnd(key.Game, attachment.Game.Head)));
        return null;
    }

    private (SessionKey? Session, Close? Refusal) NameSession() =>
        request.Player is not { } player ? (null, Close.Unauthorized)
        : request.Channel == Channel.Notifications ? (new SessionKey(InboxId.Notifications(player), player), null)
        : request.Channel == Channel.Matchmaking ? (new SessionKey(InboxId.Matchmaking(player), player), null)
        : string.IsNullOrEmpty(request.GameId) ? (null, Close.MissingGame)
        : !GameId.TryParse(request.GameId, null, out var game) || ChannelOf(game) != Channel.Game ? (null, Close.Forbidden)
        : (new SessionKey(game, player), null);

    private void SendResume(SessionKey key, OpenedSession opened, ResumePlan plan, string token, long now, long expiresAt, Attachment attachment)
    {
        var game = attachment.Game;
        var seat = game.SeatOf(key.Player);
        var outcome = plan switch
        {
            ResumePlan.Resync => "resync",
            _ when opened.IsNew => "new",
            ResumePlan.Current => "current",
            _ => "replay",
        };
        connection.Outbox.Send(Frame(new ServerFrame.Resume(
            key.Game,
            key.Player,
            seat,
            outcome,
            token,
            now,
            expiresAt,
            opened.LastAck,
            game.Head,
            attachment.Epoch,
            new Summary(game.Head, game.Kind, game.Status, game.ViewFor(node.RulesOf(game.Kind), seat)),
            GameTimer.Of(game, node.Clock.Estimate),
            attachment.Online,
            (int)node.Options.Heartbeat.TotalMilliseconds,
            Envelope.Protocol)));
    }

    private async Task SendMissedAsync(SessionKey key, ResumePlan plan, Attachment attachment, Task<CachedEntries?> early)
    {
        var game = attachment.Game;
        var seat = game.SeatOf(key.Player);
        if (plan is ResumePlan.Resync resync)
        {
            connection.Outbox.Send(Frame(new ServerFrame.Resync(key.Game, game.Head, game.ViewFor(node.RulesOf(game.Kind), seat), resync.Reason)));
        }

        if (plan is not ResumePlan.Replay replay)
        {
            return;
        }

        var through = replay.After + (node.Planted.ReplaySkipsFirst ? 1 : 0);
        while (through < game.Head && !connection.Outbox.IsEnded)
        {
            var page = await WithinAsync(ReadPageAsync(attachment, through, early));
            if (page.Count == 0)
            {
                throw new StorageUnavailableException("The store no longer has what it had.");
            }

            foreach (var frame in Envelope.WriteReplay(key.Game, page.Select(recorded => WireEvent.For(key.Game, recorded, seat, key.Player)), node.Clock.Estimate))
            {
                await connection.Outbox.WaitForRoomAsync(frame.Length, ReadWait, node.Time);
                connection.Outbox.Send(frame);
            }

            through = page[^1].Sequence;
            node.Metrics.Replayed(page.Count);
        }
    }

    /// <summary>The next events. The last page is asked of the cache, which has the newest ones.</summary>
    private async Task<IReadOnlyList<RecordedEvent>> ReadPageAsync(Attachment attachment, long after, Task<CachedEntries?> early)
    {
        var (game, missed) = (attachment.Game, attachment.Game.Head - after);
        return missed <= Math.Min(node.Options.ReplayRetention, SessionNode.EventsPerPage)
            ? await node.Cache.ReadEventsAsync(game.Id, attachment.Epoch, after, game.Head, await early)
            : await node.EventLog.ReadAsync(game.Id, after, SessionNode.EventsPerPage, attachment.Epoch);
    }

    private byte[] Frame(ServerFrame frame) => Envelope.Write(frame, node.Clock.Estimate);

    private Task<T> WithinAsync<T>(Task<T> asked) => asked.WithinAsync(node.Options.StorageWait, node.Time);

    private static TokenHash Hash(string token) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    private static Channel ChannelOf(GameId game) =>
        InboxId.IsNotifications(game) ? Channel.Notifications
        : InboxId.IsMatchmaking(game) ? Channel.Matchmaking
        : Channel.Game;
}
