using System.Security.Cryptography;
using System.Text.Json;
using GameSessions.Client;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Wire;

namespace GuessTheNumber;

/// <summary>A player that plays by itself. It acts on each event once, since each comes once, however often the socket breaks.</summary>
internal sealed class Robot : IAsyncDisposable
{
    private readonly TaskCompletionSource<JsonElement> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<WireEvent> say;
    private readonly GameClient client;
    private Seat? seat;
    private int low = 1;
    private int high = 100;

    /// <param name="say">Told each event as this player sees it.</param>
    public Robot(Uri server, GameId game, string name, Action<WireEvent> say)
    {
        this.say = say;
        client = new GameClient(
            new WebSocketTransport(server, TimeProvider.System),
            new GameClientOptions { GameId = game },
            accessToken: _ => Task.FromResult<string?>(name),
            tell: Hear,
            TimeProvider.System,
            RandomNumberGenerator.Fill);
        client.Start();
    }

    /// <summary>The data of <c>finished</c>, once the game is over.</summary>
    public Task<JsonElement> Result => result.Task;

    public ValueTask DisposeAsync() => client.DisposeAsync();

    #region play
    private void Hear(ClientNews news)
    {
        switch (news)
        {
            case ClientNews.Opened opened:
                seat = opened.Seat;
                break;
            case ClientNews.Happened { Event: var happened }:
                say(happened);
                Act(happened.Type, happened.Data.Parse());
                break;
        }
    }

    private void Act(string happened, JsonElement data)
    {
        switch (happened)
        {
            case "started" when seat == GuessRules.Keeper:
                _ = client.SendAsync("choose", new { number = RandomNumberGenerator.GetInt32(1, 101) });
                break;
            case WireEvent.Hidden:
                Guess();
                break;
            case "guessed" when seat == GuessRules.Seeker && data.GetProperty("answer").GetString() is var answer and not "right":
                var number = data.GetProperty("number").GetInt32();
                (low, high) = answer == "higher" ? (number + 1, high) : (low, number - 1);
                Guess();
                break;
            case "finished":
                result.TrySetResult(data);
                break;
        }
    }

    private void Guess() => _ = client.SendAsync("guess", new { number = (low + high) / 2 });
    #endregion
}
