using System.Threading.Channels;
using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Rooms.Drafts;

namespace Gw2Optimizer.Server.Practice;

/// <summary>The practice opponent at one draft, until that is over or somebody else sits here for it.</summary>
internal sealed class PracticeTable(SessionNode node, GameId id, TimeProvider time, Action<Span<byte>> entropy)
{
    /// <summary>A move takes about as long as a quick player's, and never more of the clock than this share of it.</summary>
    private const int PauseMsMin = 800;
    private const int PauseMsSpread = 1_200;
    private const int ShareOfClock = 20;

    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(1);

    /// <summary>However much news there is, one look at the game is enough for all of it.</summary>
    private readonly Channel<bool> news = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public async Task PlayAsync(CancellationToken stop)
    {
        await using var client = new GameClient(
            new InProcessTransport(node, PracticeAccount.Player), new GameClientOptions { GameId = id }, _ => Task.FromResult<string?>(PracticeAccount.Word), Hear, time, entropy);
        client.Start();
        try
        {
            while (await news.Reader.WaitToReadAsync(stop))
            {
                news.Reader.TryRead(out _);
                if (!await TryMoveAsync(client, stop))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server ends; the game goes on with the next one.
        }
    }

    private void Hear(ClientNews happened)
    {
        if (happened is ClientNews.OutcomeKnown { Outcome: SessionOutcome.TakenOver or SessionOutcome.Revoked })
        {
            news.Writer.TryComplete();
        }

        news.Writer.TryWrite(true);
    }

    /// <returns>False where nothing is left to do here.</returns>
    private async Task<bool> TryMoveAsync(GameClient client, CancellationToken stop)
    {
        try
        {
            if (await node.Directory.FindAsync(id) is not { Status: not GameStatus.Finished, Room: Draft draft } game || game.SeatOf(PracticeAccount.Player) is not { } seat)
            {
                return false;
            }

            if (draft.Due()?.Seat == seat)
            {
                await Task.Delay(PauseBefore(draft.Step, client.RemainingMs(seat)), time, stop);
                var move = PracticeCaptain.Choose(draft, seat, id);
                await client.SendAsync(move.Command, new { move.Specialization, move.Role }, new CommandId($"practice-{draft.Step}")).WaitAsync(stop);
            }

            return true;
        }
        catch (StorageUnavailableException)
        {
            await Task.Delay(ReadAgain, time, stop);
            news.Writer.TryWrite(true);
            return true;
        }
    }

    private TimeSpan PauseBefore(int step, long? remainingMs)
    {
        var pauseMs = PauseMsMin + (PracticeCaptain.Draw(id, step, "pause") % PauseMsSpread);
        return TimeSpan.FromMilliseconds(Math.Min(pauseMs, (remainingMs ?? long.MaxValue) / ShareOfClock));
    }
}
