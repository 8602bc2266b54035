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
    private const string Path = "/api/v1/admin/flags/session-redis-readthrough";

    public async Task<ReadThrough> ReadAsync(CancellationToken cancellationToken) => Read(await admin.CallAsync(HttpMethod.Get, Path, body: null, cancellationToken));

    public async Task<ReadThrough> SetAsync(ReadThrough wish, CancellationToken cancellationToken) =>
        Read(await admin.CallAsync(HttpMethod.Put, Path, new { enabled = wish.Enabled, percent = wish.Percent }, cancellationToken));

    private static ReadThrough Read(ApiAnswer answer)
    {
        var json = answer.RequireStatus(200).Json ?? throw ProbeException.Fail($"{answer} without JSON");
        return new ReadThrough(json.GetProperty("enabled").GetBoolean(), json.GetProperty("percent").GetInt32());
    }
}
