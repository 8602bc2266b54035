using System.Diagnostics;

namespace GoLive.Probes;

/// <summary>The switch of the session cache, and the share of games that it serves.</summary>
/// <param name="Percent">0 to 100; counts only where it is enabled.</param>
internal sealed record ReadThrough(bool Enabled, int Percent)
{
    public override string ToString() => Enabled ? $"on for {Percent} %" : "off";
}

/// <summary>Reads and sets it by the admin API, for every node at once.</summary>
internal sealed class ReadThroughFlag(AdminApi admin)
{
    /// <summary>A node hears of it by the commit feed, within seconds.</summary>
    private static readonly TimeSpan SpreadMax = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const string Path = "/api/v1/admin/flags/session-redis-readthrough";

    /// <summary>As the first node has it.</summary>
    public async Task<ReadThrough> ReadAsync(CancellationToken cancellationToken) => Read(await admin.CallAsync(HttpMethod.Get, Path, body: null, cancellationToken));

    /// <summary>Sets it, and waits until every node has it.</summary>
    /// <exception cref="ProbeException">A node has not.</exception>
    public async Task SetAsync(ReadThrough wish, CancellationToken cancellationToken)
    {
        (await admin.CallAsync(HttpMethod.Put, Path, new { enabled = wish.Enabled, percent = wish.Percent }, cancellationToken)).RequireStatus(200);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Pause, cancellationToken))
        {
            var known = (await admin.GetOfAllAsync(Path, cancellationToken)).Select(Read).ToList();
            if (known.All(one => one == wish || (!one.Enabled && !wish.Enabled)))
            {
                return;
            }

            if (watch.Elapsed > SpreadMax)
            {
                throw ProbeException.Fail($"set to {wish}, but the nodes have {string.Join(", ", known)} after {SpreadMax.TotalSeconds:0} s", "Do all nodes use the same database?");
            }
        }
    }

    private static ReadThrough Read(ApiAnswer answer)
    {
        var json = answer.RequireStatus(200).Json ?? throw ProbeException.Fail($"{answer} without JSON");
        return new ReadThrough(json.GetProperty("enabled").GetBoolean(), json.GetProperty("percent").GetInt32());
    }
}
