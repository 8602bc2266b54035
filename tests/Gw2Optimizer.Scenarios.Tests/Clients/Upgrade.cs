namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>What a client says when it opens a socket.</summary>
public sealed class Upgrade(ScenarioNode node, string path)
{
    private readonly List<string> query = [];
    private readonly List<(string Name, string Value)> headers = [];
    private readonly List<string> protocols = [];
    private bool isSilent;

    public Upgrade Query(string name, string value)
    {
        query.Add($"{name}={Uri.EscapeDataString(value)}");
        return this;
    }

    public Upgrade Header(string name, string value)
    {
        headers.Add((name, value));
        return this;
    }

    public Upgrade Protocol(params string[] entries)
    {
        protocols.AddRange(entries);
        return this;
    }

    public Upgrade Game(string id) => Query("gameId", id);

    public Upgrade Resume(string token) => Query("resume", token);

    public Upgrade From(object sequence) => Query("from", $"{sequence}");

    public Upgrade Epoch(string epoch) => Query("epoch", epoch);

    public Upgrade Bearer(string token) => Header("Authorization", $"Bearer {token}");

    /// <summary>Never answers the server's PING, so its token stays unproven.</summary>
    public Upgrade Silent()
    {
        isSilent = true;
        return this;
    }

    public Task<RawSocket> OpenAsync()
    {
        var address = new UriBuilder(node.Address) { Scheme = "ws", Path = path, Query = string.Join('&', query) }.Uri;
        return RawSocket.OpenAsync(address, headers, protocols, !isSilent);
    }

    /// <summary>Opens and reads the hand-over.</summary>
    public async Task<(RawSocket Socket, HandOver HandOver)> ConnectAsync()
    {
        var socket = await OpenAsync();
        return (socket, await socket.HandOverAsync());
    }

    /// <summary>Opens, reads the hand-over and leaves again.</summary>
    public async Task ConnectAndLeaveAsync()
    {
        var (socket, _) = await ConnectAsync();
        await socket.DisposeAsync();
    }

    /// <summary>Opens and expects to be closed, without a frame before.</summary>
    public async Task ShouldBeClosedAsync(int code, string reason)
    {
        await using var socket = await OpenAsync();
        (await socket.ClosedAsync()).ShouldBe(new Closing(code, reason));
        socket.Seen.ShouldBeEmpty();
    }
}
