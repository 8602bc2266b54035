using System.Diagnostics.Metrics;
using GameSessions.Games;

namespace GameSessions.Hosting.Nodes;

/// <summary>The engine's instruments, by their names on the metrics page. Thread-safe.</summary>
public sealed class SessionMetrics
{
    public const string MeterName = "GameSessions";

    private readonly Counter<long> resumes;
    private readonly Counter<long> invalidTokens;
    private readonly Histogram<double> reconnect;
    private readonly Counter<long> appended;
    private readonly Counter<long> replayed;
    private readonly Counter<long> flagFalls;
    private readonly UpDownCounter<long> connections;

    public SessionMetrics(Meter meter)
    {
        resumes = meter.CreateCounter<long>("ws_resume_attempts_total", description: "Handshakes, by what the client came with.");
        invalidTokens = meter.CreateCounter<long>("ws_resume_invalid_token_total", description: "Handshakes refused for their resume token.");
        reconnect = meter.CreateHistogram(
            "ws_reconnect_duration_seconds",
            "s",
            "From the upgrade request to the end of the replay.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5] });
        appended = meter.CreateCounter<long>("game_events_appended_total", description: "Events stored by this node.");
        replayed = meter.CreateCounter<long>("game_events_replayed_total", description: "Events sent again.");
        flagFalls = meter.CreateCounter<long>("game_flag_falls_total", description: "Flags that fell on this node.");
        connections = meter.CreateUpDownCounter<long>("ws_connections", description: "Open sockets.");
    }

    public void Resumed(bool byToken) => resumes.Add(1, new KeyValuePair<string, object?>("outcome", byToken ? "resumed" : "new_session"));

    public void InvalidToken()
    {
        resumes.Add(1, new KeyValuePair<string, object?>("outcome", "invalid_token"));
        invalidTokens.Add(1);
    }

    public void Reconnected(TimeSpan took) => reconnect.Record(took.TotalSeconds);

    public void Appended(int events) => appended.Add(events);

    public void Replayed(int events) => replayed.Add(events);

    public void Settled(ServerCommand due)
    {
        if (due is FallFlag)
        {
            flagFalls.Add(1);
        }
    }

    /// <param name="channel">Null, for a path of none, counts nowhere.</param>
    public void Connected(Sessions.Channel? channel, int change)
    {
        if (channel is { } known)
        {
            connections.Add(change, new KeyValuePair<string, object?>("channel", known.ToString().ToLowerInvariant()));
        }
    }
}
