using GameSessions.Kills.Tables;

namespace GameSessions.Kills.Checks;

/// <summary>What must not be, and was. The first one ends the run.</summary>
internal sealed class Findings : IDisposable
{
    private const int FindingsMax = 20;
    private readonly CancellationTokenSource found = new();
    private readonly Lock gate = new();
    private readonly List<(DateTimeOffset At, string What, Table? Table)> all = [];

    public CancellationToken Found => found.Token;

    public IReadOnlyList<(DateTimeOffset At, string What, Table? Table)> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    public void Add(string what, Table? table = null)
    {
        lock (gate)
        {
            if (all.Count < FindingsMax)
            {
                all.Add((DateTimeOffset.UtcNow, what, table));
            }
        }

        _ = found.CancelAsync();
    }

    public void Dispose() => found.Dispose();
}
