using GameSessions.Games;
using GuessTheNumber;

if (args is ["--serve"])
{
    await using var served = await GuessServer.StartAsync(Path.Combine("data", "guess.db"), port: 5080);
    var address = served.Urls.Single();
    Console.WriteLine($$"""
        Serves {{address}}. Open it in two tabs, and in the console of each, one as ann and one as bob:

          await fetch("/games/first?player=ann", { method: "POST" })
          ws = new WebSocket("{{address.Replace("http", "ws", StringComparison.Ordinal)}}/ws/game?gameId=first", ["gamesessions.v1", "access_token.ann"])
          say = (type, payload) => ws.send(JSON.stringify({ type, payload }))
          ws.onmessage = ({ data }) => { const { type, payload } = JSON.parse(data); type == "PING" ? say("PONG", payload) : console.log(type, payload) }

        Then ann chooses, and bob has three minutes and six guesses, each under an id of its own:

          say("GAME_COMMAND", { commandId: "1", name: "choose", data: { number: 42 } })
          say("GAME_COMMAND", { commandId: "1", name: "guess", data: { number: 50 } })

        Kill this process in the middle and start it again, reload a tab: everything is still there.
        """);
    await served.WaitForShutdownAsync();
    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Without arguments, two clients play a game. --serve waits for players.");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("guess-");
try
{
    await using var server = await GuessServer.StartAsync(Path.Combine(folder.FullName, "guess.db"), port: 0);
    await Match.PlayAsync(new Uri(server.Urls.Single()), new GameId("first"), Console.WriteLine);
    Console.WriteLine("Play it yourself: dotnet run --project samples/GuessTheNumber -- --serve");
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}
