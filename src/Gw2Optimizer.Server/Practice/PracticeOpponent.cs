using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using GameSessions.Log;
using static GameSessions.Limits;

namespace Gw2Optimizer.Server.Practice;

/// <summary>
/// Plays drafts against whoever asks for practice, as a client like any other. A game is played by the node that made it; those of a node
/// that is gone, or of this one before a restart, are taken up again.
/// </summary>
internal sealed partial class PracticeOpponent(SessionNode node, TimeProvider time, IEntropy entropy, ILogger<PracticeOpponent> log) : BackgroundService
{
    private const int GamesPerPage = 100;
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<GameId, Task> tables = [];
    private readonly CancellationTokenSource leaving = new();

    /// <summary>Makes a draft that both have sat down at, so that it runs.</summary>
    public async Task<CommandResult> BeginAsync(GameCreation creation, PlayerId player, Seat seat)
    {
        var id = new GameId(entropy.NextGuid().ToString());
        var players = creation.Seats.Select(holder => holder.Seat == seat ? player : PracticeAccount.Player);
        var made = await node.Directory.SendAsync(id, new Deal([.. players]), creation);
        if (made is CommandResult.Accepted)
        {
            Play(id);
        }

        return made;
    }

    /// <summary>Sits down at a draft that has a seat for it; twice is once.</summary>
    private void Play(GameId game)
    {
        lock (gate)
        {
            if (!tables.ContainsKey(game))
            {
                // A game outlives the request that made it, and must not log or trace as part of it.
                using var _ = ExecutionContext.SuppressFlow();
                tables[game] = Task.Run(() => PlayAsync(game));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = stoppingToken.Register(leaving.Cancel);
        for (var isFirst = true; !stoppingToken.IsCancellationRequested; isFirst = false)
        {
            try
            {
                await TakeUpAsync(everything: isFirst);
            }
            catch (Exception e)
            {
                // The next look around may go well; the server must not end for it.
                LookFailed(log, e);
            }

            await Task.Delay(LookAround, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task[] all;
        lock (gate)
        {
            all = [.. tables.Values];
        }

        await Task.WhenAll(all);
    }

    /// <param name="everything">Also games that another process seems to play; it notices, and lets go.</param>
    private async Task TakeUpAsync(bool everything)
    {
        var open = await node.EventLog.CountOpenAsync(PracticeAccount.Player, InboxRules.Name);
        for (var skip = 0; open > 0; skip += GamesPerPage)
        {
            var page = await node.EventLog.FindSeatedAsync(PracticeAccount.Player, InboxRules.Name, skip, GamesPerPage);
            foreach (var id in page)
            {
                if (await node.Directory.FindAsync(id) is { Status: not GameStatus.Finished })
                {
                    open--;
                    if (everything || await IsAloneAsync(id))
                    {
                        Play(id);
                    }
                }
            }

            if (page.Count < GamesPerPage)
            {
                return;
            }
        }
    }

    /// <summary>Nobody has heard of the practice opponent at this game for a while, so no node has it.</summary>
    private async Task<bool> IsAloneAsync(GameId id)
    {
        var session = (await node.FindSessionsAsync(id)).FirstOrDefault(session => session.Player == PracticeAccount.Player);
        return session is null || node.Clock.Estimate - session.LastHeartbeatAt > PresenceMs;
    }

    private async Task PlayAsync(GameId id)
    {
        try
        {
            await new PracticeTable(node, id, time, entropy.Fill).PlayAsync(leaving.Token);
        }
        catch (Exception e)
        {
            TableFailed(log, e, id);
        }
        finally
        {
            lock (gate)
            {
                tables.Remove(id);
            }
        }
    }

    public override void Dispose()
    {
        // First this, which lets the tables go.
        base.Dispose();
        leaving.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "The practice opponent could not look for its games.")]
    private static partial void LookFailed(ILogger log, Exception e);

    [LoggerMessage(LogLevel.Error, "The practice opponent failed in game {Game} and takes it up again later.")]
    private static partial void TableFailed(ILogger log, Exception e, GameId game);
}
