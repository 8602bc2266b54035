using System.Globalization;
using GameSessions.Fuzz.Frames;
using GameSessions.Fuzz.Oracle;
using GameSessions.Fuzz.Sockets;

namespace GameSessions.Fuzz.Visits;

/// <summary>
/// One game from its making to a last look at its history, with two seats, a spectator and an inbox that all send what they should not. What
/// is chosen depends on the seed and the number of the visit only.
/// </summary>
internal sealed class Visit(Profile profile, ulong seed, int number, IReadOnlyList<Player> players)
{
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const int BatchesMin = 8;
    private const int BatchesMax = 16;
    private const double OddUpgrades = 0.4;
    private readonly SimRandom random = new(seed + ((ulong)number * Spread));
    private readonly Kind kind = Kind.All[number % Kind.All.Count];
    private int frames;

    /// <summary>How many players a visit needs: two seats, a spectator, and a stranger who only knocks.</summary>
    public const int Players = 4;

    /// <returns>How many frames it sent.</returns>
    /// <exception cref="ViolationException">The server did what the contract does not allow.</exception>
    public async Task<int> RunAsync()
    {
        var gameId = await CreateAsync();
        Chair[] chairs =
        [
            new(profile, players[0], gameId, "the creator"),
            new(profile, players[1], gameId, "the second player"),
            new(profile, players[2], gameId, "the spectator"),
            new(profile, players[0], $"notifications:{players[0].Id}", "the creator's inbox", "/ws/notifications"),
        ];
        var joinsAt = random.Next(3);
        for (int batch = 0, batches = random.Between(BatchesMin, BatchesMax); batch < batches; batch++)
        {
            if (batch == joinsAt)
            {
                await JoinAsync(gameId);
            }

            // Its own numbers, so that what one batch chooses does not depend on how far another got.
            await PlayAsync(chairs[random.Next(8) switch { < 3 => 0, < 6 => 1, 6 => 2, _ => 3 }], new SimRandom(random.Next()));
            await KnockAsync(gameId, new SimRandom(random.Next()));
        }

        foreach (var (i, chair) in chairs.Index())
        {
            await chair.SettleAsync($"fence-{i}");
        }

        foreach (var chair in chairs)
        {
            await chair.LeaveAsync(byReset: random.Chance(0.3));
        }

        await Truth.CheckAsync(kind, gameId, [players[0], players[1]], chairs[..3].Select(chair => (chair.Player, chair.Heard)));
        return frames;
    }

    private async Task PlayAsync(Chair chair, SimRandom choices)
    {
        await chair.OpenAsync(choices.Fork());
        var inputs = new InputMaker(kind, choices).Batch(choices.Between(1, profile.BatchMax), chair.Told);
        if (profile.MayBeRateLimited)
        {
            // Silence cannot be told from a frame that was refused a hearing.
            inputs.RemoveAll(input => input is { Awaited: null, After: Aftermath.None } or { Awaited.MayBeSilent: true });
        }

        frames += inputs.Count;
        var together = new List<Input>();
        foreach (var input in inputs)
        {
            if (input.Awaited is { MayBeSilent: true })
            {
                // Alone, and with something behind it that is answered for certain.
                await chair.SendAsync(together);
                await chair.SendAsync([input, InputMaker.Barrier]);
                together = [];
                continue;
            }

            together.Add(input);
            if (profile.IsStepwise)
            {
                await chair.SendAsync(together);
                together = [];
            }
        }

        await chair.SendAsync(together);
    }

    /// <summary>Upgrades that are odd in some way.</summary>
    private async Task KnockAsync(string gameId, SimRandom choices)
    {
        while (choices.Chance(OddUpgrades))
        {
            frames++;
            var stranger = players[^1];
            var handshake = Handshake.Odd(choices, gameId, stranger.AccessToken);
            await using var peer = await Peer.OpenAsync(profile.Server.Nodes[0].Address, handshake.Request, SocketWatch.Lax(gameId), answersPings: false);
            try
            {
                await AnswerAsync(peer, handshake.Reason);
            }
            catch (ViolationException e)
            {
                throw new ViolationException($"the stranger: {e.Message}\n  sent: {System.Text.Encoding.Latin1.GetString(handshake.Request)}");
            }
        }
    }

    private static async Task AnswerAsync(Peer peer, string? reason)
    {
        if (peer.Status is 500 or > 501 and < 505 || (reason is not null && peer.Status != 101))
        {
            throw new ViolationException($"the upgrade was answered by {peer.Status}");
        }

        if (peer.Status == 101 && !await peer.IsAnsweredAsync())
        {
            throw new ViolationException("the upgrade was accepted and not answered");
        }

        if (peer.Ended.IsCompleted && peer.Status == 101)
        {
            var closing = await peer.Ended;
            var isAllowed = closing is { Code: 1008, Reason: "Invalid path" or "Missing game identifier" or "Invalid resume token" or "Unauthorized" or "Forbidden" or "Invalid position" }
                or { Code: 1013, Reason: "Too many sockets; try again" };
            if (!isAllowed || (closing.Code == 1008 && reason is not null && closing.Reason != reason))
            {
                throw new ViolationException($"the upgrade was refused with {closing}, not {reason}");
            }
        }
        else if (peer.Status == 101 && reason is not null)
        {
            throw new ViolationException($"the upgrade was not refused with {reason}");
        }

        peer.Reset();
    }

    private async Task<string> CreateAsync()
    {
        var options = JsonDocument.Parse(kind.Options[random.Next(kind.Options.Count)]).RootElement;
        var made = await players[0].PostAsync("/api/v1/games", new { kind = kind.Rules.Kind, options });
        return made.Status == 201 ? made.Body.GetProperty("id").GetString()! : throw new ViolationException(string.Create(CultureInfo.InvariantCulture, $"a game could not be made: {made}"));
    }

    private async Task JoinAsync(string gameId)
    {
        var joined = await players[1].PostAsync($"/api/v1/games/{gameId}/join", new { });
        if (joined.Status != 200 && joined is not { Status: 409, ErrorCode: "LOCKED" })
        {
            throw new ViolationException($"a game could not be joined: {joined}");
        }
    }
}
