using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Lobby;
using GameSessions.Log;

namespace GameSessions.Hosting.Games;

/// <summary>Tells players things, and finds them opponents, through their inboxes. Thread-safe.</summary>
public sealed class Lobbies
{
    private readonly SessionNode node;

    internal Lobbies(SessionNode node) => this.node = node;

    /// <summary>Puts a notice into a player's inbox. Never throws, as <see cref="GameDirectory.SendAsync"/>.</summary>
    public Task<CommandResult> NotifyAsync(PlayerId player, Notified notice) => node.Directory.SendAsync(InboxId.Notifications(player), new Notify(notice));

    /// <summary>
    /// Has a player wait for an opponent, for as long as it takes; once somebody else waits for the same, both have a game that runs. Refused
    /// as <c>ALREADY_QUEUED</c> while the player waits for something else or is in a match.
    /// </summary>
    /// <param name="kind">One that <see cref="QueueRules.CanPair"/>.</param>
    /// <exception cref="DamagedLogException">The player's inbox cannot be read.</exception>
    public async Task<CommandResult> EnqueueAsync(PlayerId player, string kind, TimeControl? control)
    {
        try
        {
            var over = await LookAsync(player) is { Match: { } match } && await IsOverAsync(match) ? match.GameId : (GameId?)null;
            var inbox = InboxId.Matchmaking(player);
            var result = await node.Directory.SendAsync(inbox, new Enqueue(kind, control, over));
            if (result is CommandResult.Accepted { Count: > 0 } accepted)
            {
                // Whoever finds an opponent at once is told so at once.
                await node.Reactor.IdleAsync(inbox, accepted.Sequence);
            }

            return result;
        }
        catch (StorageUnavailableException e)
        {
            node.Health.Note(e);
            return new CommandResult.Refused(Refusal.StorageUnavailable);
        }
    }

    /// <summary>Has a player no longer wait. A match that was made meanwhile stands.</summary>
    /// <exception cref="StorageUnavailableException">The player may still wait: try again.</exception>
    public async Task LeaveAsync(PlayerId player)
    {
        var inbox = InboxId.Matchmaking(player);
        if (await node.Directory.FindAsync(inbox, fresh: true) is not { Room: Inbox { Wish: { } wish }, Head: var ticket })
        {
            return;
        }

        // The wish is the inbox's last event. It must have reached the queue before the queue can be asked to let go of it.
        var queue = QueueRules.IdOf(wish.Kind, wish.TimeControl);
        await node.Reactor.RunAsync(inbox, ticket, node.Epoch);
        await node.Directory.SendAsync(queue, new Withdraw(player, ticket));
        await node.Reactor.IdleAsync(queue);
        if (await node.Directory.FindAsync(inbox) is { Head: var head } && head == ticket)
        {
            throw new StorageUnavailableException("The queue has not let go of the player.");
        }
    }

    /// <summary>Where a player's search stands. A match counts until its game is over.</summary>
    /// <exception cref="StorageUnavailableException">The store must be asked, and does not answer.</exception>
    public async Task<Inbox> FindAsync(PlayerId player)
    {
        var inbox = await LookAsync(player);
        return inbox.Match is { } match && await IsOverAsync(match) ? inbox with { Match = null } : inbox;
    }

    private async Task<Inbox> LookAsync(PlayerId player) => (Inbox)(await node.Directory.FindAsync(InboxId.Matchmaking(player), fresh: true))!.Room;

    /// <summary>A game that nobody can read is over too, or its players could never look for another.</summary>
    private async Task<bool> IsOverAsync(Match match)
    {
        try
        {
            return await node.Directory.FindAsync(match.GameId, fresh: true) is null or { Status: GameStatus.Finished };
        }
        catch (Exception e) when (e is DamagedLogException or KeyNotFoundException)
        {
            return true;
        }
    }
}
