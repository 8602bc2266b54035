using System.Text;

namespace GameSessions.Fuzz.Frames;

/// <summary>The HTTP request that asks for a socket, right or wrong.</summary>
/// <param name="Reason">The reason of the close 1008 that must come; null: any answer but a failure of the server.</param>
internal sealed record Handshake(byte[] Request, string? Reason = null)
{
    private const string Usual = "Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    public static Handshake To(string target, string headers = "", string? reason = null) => new(Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\n{Usual}{headers}\r\n"), reason);

    public static string Bearer(string token) => $"Authorization: Bearer {token}\r\n";

    public static string Protocols(string entries) => $"Sec-WebSocket-Protocol: {entries}\r\n";

    /// <summary>A request that somebody may make who holds an access token and watches a game.</summary>
    public static Handshake Odd(SimRandom random, string gameId, string token)
    {
        var bearer = Bearer(token);
        var game = $"/ws/game?gameId={gameId}";
        return random.Next(38) switch
        {
            0 => To($"/ws/{Word(random)}x", bearer, "Invalid path"),
            1 => To($"/ws/game/{gameId}", bearer, "Invalid path"),
            2 => To($"/ws/game%00?gameId={gameId}", bearer),
            3 => To($"/ws/%67ame?gameId={gameId}", bearer),
            4 => To($"/ws/../ws/game?gameId={gameId}", bearer),
            5 => To($"//ws//game?gameId={gameId}", bearer),
            6 => To($"/WS/GAME?gameId={gameId}", bearer),
            7 => To("/ws/game", bearer, "Missing game identifier"),
            8 => To("/ws/game?gameId=", bearer, "Missing game identifier"),
            9 => To($"/ws/game?gameid={gameId}&gameId={Word(random)}", bearer, null),
            10 => To($"/ws/game?gameId={gameId}&gameId={gameId}", bearer, "Forbidden"),
            11 => To($"/ws/game?gameId={Word(random)}", bearer),
            12 => To($"/ws/game?gameId={new string('a', random.Between(80, 4_000))}", bearer, "Forbidden"),
            13 => To("/ws/game?gameId=%F0%9F%98%80%00%0d%0a%ff", bearer, "Forbidden"),
            14 => To($"/ws/game?gameId=notifications:{gameId}", bearer, "Forbidden"),
            15 => To($"{game}&from={Fuzz.Frames.Odd.Number(random)}", bearer),
            16 => To($"{game}&from=-1", bearer, "Invalid position"),
            17 => To($"{game}&from=", bearer, "Invalid position"),
            18 => To($"{game}&from=9223372036854775808", bearer, "Invalid position"),
            19 => To($"{game}&from={random.Next(1000)}&epoch={Word(random)}", bearer),
            20 => To($"{game}&from=1&from=2", bearer, "Invalid position"),
            21 => To($"{game}&epoch={new string('e', random.Next(4_000))}", bearer),
            22 => To(game, reason: "Unauthorized"),
            23 => To(game, Bearer(""), "Unauthorized"),
            24 => To(game, Bearer(token[..random.Next(token.Length - 8)]), "Unauthorized"),
            25 => To(game, Bearer($"{Word(random)}.{Word(random)}.{Word(random)}"), "Unauthorized"),
            26 => To(game, $"Cookie: access_token={token}\r\nOrigin: https://evil.example\r\n", "Unauthorized"),
            27 => To($"{game}&resume={Word(random)}", bearer, "Invalid resume token"),
            28 => To($"{game}&resume={new string('A', 43)}", bearer, "Invalid resume token"),
            29 => To(game, bearer + Protocols($"gamesessions.v1, resume.{Word(random)}"), "Invalid resume token"),
            30 => To(game, bearer + Protocols("gamesessions.v2, chat,,, \"x\"")),
            31 => To(game, Protocols($"access_token.{token[..10]}, gamesessions.v1, access_token.{token}"), "Unauthorized"),
            32 => To(game, $"{bearer}Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"),
            33 => To(game, $"{bearer}X-Long: {new string('x', random.Between(1_000, 60_000))}\r\n"),
            34 => To(game, $"{bearer}Content-Length: 5\r\n"),
            35 => new(Encoding.Latin1.GetBytes($"POST {game} HTTP/1.1\r\n{Usual}{bearer}\r\n")),
            36 => new(Encoding.Latin1.GetBytes($"GET {game} HTTP/1.1\r\n{Usual.Replace("13", $"{random.Next(30)}", StringComparison.Ordinal).Replace("dGhl", "", StringComparison.Ordinal)}{bearer}\r\n")),
            _ => new(Encoding.Latin1.GetBytes($"GET {game} HTTP/{random.Next(4)}.{random.Next(4)}\r\n{Usual}{bearer}\r\n")),
        };
    }

    private static string Word(SimRandom random) => random.Next(4) switch
    {
        0 => $"{random.Next():x}",
        1 => Uri.EscapeDataString("😀\"'<>&\\ \n"),
        2 => "%2e%2e%2f%01",
        _ => new string('w', random.Between(1, 100)),
    };
}
