using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Fuzz.Oracle;

/// <summary>Replays what REST tells of a game's history through the rules, and compares the outcome with what REST shows and what sockets heard.</summary>
internal static class Truth
{
    private const int PageMax = 500;
    private const int AttemptsMax = 20;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(250);

    /// <param name="seated">Every player who may have a seat.</param>
    /// <param name="heard">Who was told what.</param>
    /// <exception cref="ViolationException">They differ.</exception>
    public static async Task CheckAsync(Kind kind, string gameId, IReadOnlyList<Player> seated, IEnumerable<(Player Player, IReadOnlyList<JsonElement> Events)> heard)
    {
        var (logs, shown) = await ReadAsync(gameId, seated);
        var game = Replay(kind, gameId, shown[0].View, logs);
        foreach (var (player, view) in shown)
        {
            CheckView(kind, game, player, view);
        }

        foreach (var (player, events) in heard.Where(one => logs.ContainsKey(one.Player)))
        {
            foreach (var told in events)
            {
                var sequence = (int)told.GetProperty("sequence").GetInt64();
                if (!JsonElement.DeepEquals(told, logs[player][sequence - 1]))
                {
                    throw new ViolationException($"a socket was told {told.GetRawText()}, and the history says {logs[player][sequence - 1].GetRawText()}");
                }
            }
        }
    }

    /// <summary>The history and what is shown of it, read while nothing happens: a command that is prepared for a while may come after its socket has gone.</summary>
    private static async Task<(Dictionary<Player, List<JsonElement>> Logs, List<(Player Player, JsonElement View)> Shown)> ReadAsync(string gameId, IReadOnlyList<Player> seated)
    {
        for (var attempt = 1; ; attempt++)
        {
            var logs = new Dictionary<Player, List<JsonElement>>();
            foreach (var player in seated)
            {
                logs[player] = await LogAsync(player, gameId);
            }

            var shown = new List<(Player Player, JsonElement View)>();
            foreach (var player in seated)
            {
                shown.Add((player, (await player.GetAsync($"/api/v1/games/{gameId}")).Body));
            }

            var head = logs[seated[0]].Count;
            var isQuiet = logs.Values.All(log => log.Count == head) && shown.All(one => one.View.GetProperty("head").GetInt64() == head);
            if (isQuiet || attempt == AttemptsMax)
            {
                return (logs, shown);
            }

            await Task.Delay(BetweenAttempts);
        }
    }

    private static Game Replay(Kind kind, string gameId, JsonElement shown, Dictionary<Player, List<JsonElement>> logs)
    {
        var setup = kind.Rules.SetUp(shown.GetProperty("options"));
        var creation = new GameCreation(kind.Rules.Kind, setup.Options, kind.Rules.DefaultTimeControl, shown.GetProperty("createdAt").GetInt64(), setup.Seats);
        var game = Game.Create(kind.Rules, new GameId(gameId), creation);
        for (var i = 0; i < logs.Values.First().Count; i++)
        {
            // Whose seat may not see an event is told its number only; somebody's log has it.
            var views = logs.Select(log => (log.Key, Event: log.Value[i].Deserialize<WireEvent>(WireJson.Options)!)).ToList();
            var open = views.Where(view => view.Event.Type != WireEvent.Hidden).ToList();
            if (open.Count == 0)
            {
                throw new ViolationException($"event {i + 1} is hidden from everybody");
            }

            Seat[]? audience = open.Count == views.Count ? null : [.. open.Select(view => game.SeatOf(new PlayerId(view.Key.Id))!.Value)];
            var (_, happened) = open[0];
            game = game.Apply(kind.Rules, new RecordedEvent(happened.Sequence, happened.Type, happened.Data, happened.UserId, happened.CommandId, happened.At, audience));
        }

        return game;
    }

    private static void CheckView(Kind kind, Game game, Player player, JsonElement shown)
    {
        var state = game.ViewFor(kind.Rules, game.SeatOf(new PlayerId(player.Id))).Parse();
        if (!JsonElement.DeepEquals(state, shown.GetProperty("state")) || shown.GetProperty("head").GetInt64() != game.Head
            || !string.Equals(shown.GetProperty("status").GetString(), $"{game.Status}", StringComparison.OrdinalIgnoreCase))
        {
            throw new ViolationException($"the history leads to {game.Status} at {game.Head}: {state.GetRawText()}\n  shown: {shown.GetRawText()}");
        }
    }

    private static async Task<List<JsonElement>> LogAsync(Player player, string gameId)
    {
        var log = new List<JsonElement>();
        int count;
        do
        {
            count = log.Count;
            log.AddRange((await player.GetAsync($"/api/v1/games/{gameId}/events?after={count}&limit={PageMax}")).Events);
        }
        while (log.Count == count + PageMax);
        return log;
    }
}
