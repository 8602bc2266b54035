using System.Security.Cryptography;
using GameSessions.Client;
using GameSessions.Client.Sockets;
using GameSessions.Games;

namespace GoLive.Tests.Monitoring;

/// <summary>A seat of a game, whose client can go and come back by its resume token.</summary>
internal sealed class DrillPlayer(Uri server, string accessToken, GameId game, AckRule? acks) : IAsyncDisposable
{
    private GameClient client = Open(server, accessToken, game, acks, resume: null);

    public Task<CommandResult> SayAsync(string text) => client.SendAsync("note", new { text });

    public void Acknowledge(long sequence) => client.Acknowledge(sequence);

    public async Task HandedOverAsync()
    {
        while (!client.IsLive && !client.Completion.IsCompleted)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async Task ReconnectAsync()
    {
        await HandedOverAsync();
        var resume = client.ResumeToken;
        await client.DisposeAsync();
        client = Open(server, accessToken, game, acks, resume);
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static GameClient Open(Uri server, string accessToken, GameId game, AckRule? acks, string? resume)
    {
        var opened = new GameClient(
            new WebSocketTransport(server, TimeProvider.System),
            new GameClientOptions { GameId = game, ResumeToken = resume, Acks = acks, Reconnect = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)) },
            _ => Task.FromResult<string?>(accessToken),
            _ => { },
            TimeProvider.System,
            RandomNumberGenerator.Fill);
        opened.Start();
        return opened;
    }
}
