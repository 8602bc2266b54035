using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace GameSessions.Hosting.Caching;

/// <summary>Every line about the cache; warnings are counted, since a gate asks for them.</summary>
internal sealed partial class CacheLog(ILogger log, CacheMetrics metrics)
{
    private volatile bool isAway;

    public void Switched(ReadThrough to)
    {
        if (to is { Enabled: true, Percent: > 0 })
        {
            SwitchedOn(to.Percent);
        }
        else
        {
            SwitchedOff();
        }
    }

    public void Failed(CacheUnavailableException e)
    {
        if (!isAway)
        {
            isAway = true;
            metrics.Warned();
            Away(e.Message);
        }
    }

    public void Answered()
    {
        if (isAway)
        {
            isAway = false;
            Back();
        }
    }

    /// <summary>What the cache had was not what was put there.</summary>
    public void Spoilt(GameId game)
    {
        metrics.Warned();
        Refused(game);
    }

    [LoggerMessage(LogLevel.Information, "Read-through is on for {Percent} % of the games.")]
    private partial void SwitchedOn(int percent);

    [LoggerMessage(LogLevel.Information, "Read-through is off: sessions and replays come from the database.")]
    private partial void SwitchedOff();

    [LoggerMessage(LogLevel.Warning, "The cache does not answer, the database does: {Reason}")]
    private partial void Away(string reason);

    [LoggerMessage(LogLevel.Information, "The cache answers again.")]
    private partial void Back();

    [LoggerMessage(LogLevel.Warning, "The cache had something else than was put there for game {Game}; it is dropped, and the database answers.")]
    private partial void Refused(GameId game);
}
