using GameSessions.Games;
using GameSessions.Kills.Players;

namespace GameSessions.Kills.Tables;

/// <summary>One game, and what its players know of it.</summary>
internal sealed class Table(GameId id, IScript script)
{
    private readonly Lock gate = new();
    private long headKnown;
    private string? epoch;

    public GameId Id => id;

    public IScript Script => script;

    /// <summary>One a seat, in the order of the script's seats.</summary>
    public IReadOnlyList<Journal> Journals { get; set; } = [];

    /// <summary>Their access tokens.</summary>
    public IReadOnlyList<string> AccessTokens { get; init; } = [];

    /// <summary>The highest event that anybody was told of.</summary>
    public long HeadKnown => Interlocked.Read(ref headKnown);

    public void Heard(long sequence)
    {
        lock (gate)
        {
            headKnown = Math.Max(headKnown, sequence);
        }
    }

    /// <summary>The epoch that was told first.</summary>
    public string Epoch(string told)
    {
        lock (gate)
        {
            return epoch ??= told;
        }
    }
}
