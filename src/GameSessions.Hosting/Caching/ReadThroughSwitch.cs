using System.Text;
using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.Caching;

/// <summary>For which games the cache serves: what this node was started with, until an operator changes it for all nodes. Thread-safe.</summary>
internal sealed class ReadThroughSwitch(IFlagStore flags, ReadThrough configured, CacheLog log)
{
    private const int All = 100;
    private volatile ReadThrough? changed;

    public ReadThrough Current => changed ?? configured;

    /// <summary>Whether it serves every game, also one that is not known yet.</summary>
    public bool ServesAll => Current is { Enabled: true, Percent: All };

    /// <summary>The same answer for everybody in a game, on every node.</summary>
    public bool Serves(GameId game) => Current is { Enabled: true, Percent: var percent } && percent > 0 && (percent == All || ShareOf(game) < percent);

    /// <exception cref="StorageUnavailableException">It stays as it was.</exception>
    public async Task RefreshAsync()
    {
        var next = await flags.FindReadThroughAsync() ?? configured;
        if (next != Current)
        {
            changed = next;
            log.Switched(next);
        }
    }

    /// <summary>A stable hash of the id, 0 to 99: FNV-1a, whose bits are then mixed as MurmurHash3 does at its end.</summary>
    internal static int ShareOf(GameId game)
    {
        var hash = 2_166_136_261;
        foreach (var one in Encoding.UTF8.GetBytes(game.Value))
        {
            hash = (hash ^ one) * 16_777_619;
        }

        hash = (hash ^ (hash >> 16)) * 0x85eb_ca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2_ae35;
        return (int)((hash ^ (hash >> 16)) % All);
    }
}
