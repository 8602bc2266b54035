using GameSessions.Games;
using GameSessions.Hosting.Nodes;

namespace GameSessions.Hosting.Games;

/// <summary>Wakes a game's host when its clock is to be told, when its flag may fall, and when nobody needs it any more.</summary>
internal sealed class GameAlarm(SessionNode node, Action wake)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);

    private ITimer? timer;
    private long toldSequence = -1;
    private long toldAt;

    /// <summary>Whether the clock has changed, or has run for so long since it was last told, that it is told again.</summary>
    public bool IsTimeNews(Game game)
    {
        if (game.Head == toldSequence && (game.Clock?.Turn is null || node.Time.GetElapsedTime(toldAt) < node.Options.TimeUpdate))
        {
            return false;
        }

        toldSequence = game.Head;
        toldAt = node.Time.GetTimestamp();
        return true;
    }

    /// <param name="isUnsure">Storage failed: look again soon.</param>
    public void Set(Game? game, Audience audience, long usedAt, bool isUnsure)
    {
        var delay = node.Options.IdleGame - node.Time.GetElapsedTime(usedAt);
        if (!audience.IsEmpty)
        {
            delay = TimeSpan.MaxValue;
        }

        if (game?.Clock?.Deadline is { } deadline)
        {
            delay = Min(delay, TimeSpan.FromMilliseconds(Math.Max(0, deadline - node.Clock.Estimate) + 1));
            if (!audience.IsEmpty)
            {
                delay = Min(delay, node.Options.TimeUpdate - node.Time.GetElapsedTime(toldAt));
            }
        }

        if (isUnsure)
        {
            // Not sooner, though the deadline has passed: a store that fails is not helped by being asked at once.
            delay = Retry;
        }

        timer ??= node.Time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(delay == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : delay < TimeSpan.Zero ? TimeSpan.Zero : delay, Timeout.InfiniteTimeSpan);
    }

    public void Stop() => timer?.Dispose();

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
