using System.Text.Json;
using GameSessions.Games;

namespace GuessTheNumber;

/// <summary>One game between two robots.</summary>
internal static class Match
{
    private static readonly TimeSpan GameMax = TimeSpan.FromSeconds(60);

    /// <param name="say">Told each event as the seeker sees it.</param>
    /// <returns>The data of <c>finished</c>.</returns>
    /// <exception cref="TimeoutException">The game did not end.</exception>
    public static async Task<JsonElement> PlayAsync(Uri server, GameId game, Action<string> say)
    {
        using var http = new HttpClient { BaseAddress = server };
        foreach (var name in (string[])["ann", "bob"])
        {
            using var seated = await http.PostAsync($"/games/{game}?player={name}", content: null);
            seated.EnsureSuccessStatusCode();
            say($"{name} sits down as {await seated.Content.ReadAsStringAsync()}");
        }

        await using var keeper = new Robot(server, game, "ann", _ => { });
        await using var seeker = new Robot(server, game, "bob", happened => say($"{happened.Sequence,3} {happened.Type} {happened.Data}"));
        await keeper.Result.WaitAsync(GameMax);
        return await seeker.Result.WaitAsync(GameMax);
    }
}
