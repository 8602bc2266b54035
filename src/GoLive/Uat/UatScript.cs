using System.Diagnostics;
using System.Text.Json;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GoLive.Gates;
using GoLive.Players;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Uat;

/// <summary>The script of section 7, frame by frame: A and B in one draft, each by a socket of its own. One step after the other, from <see cref="SeatAsync"/> on.</summary>
internal sealed class UatScript : IAsyncDisposable
{
    public const int Resumes = 5;
    public const double ClockErrorMsMax = 50;
    public static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    /// <summary>A session may be resumed five times a second.</summary>
    private static readonly TimeSpan BetweenResumes = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan PruneWait = TimeSpan.FromSeconds(1);
    private readonly Settings settings;
    private readonly HttpClient http;
    private readonly FrameLog frames;
    private readonly Api api;
    private readonly Player a;
    private readonly Player b;
    private readonly List<double> resumeMs = [];
    private GameId game;
    private FrameSocket? socketA;
    private FrameSocket? socketB;
    private string tokenB = "";
    private string epoch = "";
    private long head;
    private long seenB;

    public UatScript(Settings settings, HttpClient http, FrameLog frames)
    {
        (this.settings, this.http, this.frames) = (settings, http, frames);
        api = new Api(http, settings.Server);
        (a, b) = (new Player(api), new Player(api));
    }

    /// <summary>How long each way back took, in ms.</summary>
    public IReadOnlyList<double> ResumeMs => resumeMs;

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in new[] { socketA, socketB }.OfType<FrameSocket>())
        {
            await socket.DisposeAsync();
        }
    }

    public async Task<Finding> SeatAsync(CancellationToken cancellation)
    {
        var made = (await a.CallAsync(HttpMethod.Post, "/api/v1/games", new { kind = "draft", timeControl = new { preset = "blitz" } }, cancellation)).RequireStatus(201);
        game = new GameId(made.Require("id"));
        (await b.CallAsync(HttpMethod.Post, $"/api/v1/games/{game}/join", new { }, cancellation)).RequireStatus(200);
        socketA = await OpenAsync("A", new ConnectRequest("/ws/game", game, await a.TokenAsync(cancellation), ResumeToken: null, From: null, Epoch: null), cancellation);
        await HandOverAsync(socketA, cancellation);
        socketB = await OpenAsync("B", new ConnectRequest("/ws/game", game, await b.TokenAsync(cancellation), ResumeToken: null, From: null, Epoch: null), cancellation);
        var (resume, _) = await HandOverAsync(socketB, cancellation);
        tokenB = resume.Payload.GetProperty("token").GetString()!;
        seenB = head;
        return Finding.Pass($"game {game}, event {head}");
    }

    public async Task<Finding> LoseAsync(CancellationToken cancellation)
    {
        socketB!.Cut();
        await BanAsync(socketA!, "Tempest", cancellation);
        var (resume, replayed) = await ResumeAsync(cancellation);
        return Finding.Check(resume.Payload.GetProperty("outcome").GetString() == "replay" && replayed.Count > 0, $"outcome {resume.Payload.GetProperty("outcome")}, {replayed.Count} events, {resumeMs[^1]:0} ms");
    }

    public async Task<Finding> RepeatAsync(CancellationToken cancellation)
    {
        for (var time = 0; time < Resumes; time++)
        {
            socketB!.Cut();
            await Task.Delay(BetweenResumes, cancellation);
            await ResumeAsync(cancellation);
        }

        return Finding.Pass($"{Resumes} times, the slowest in {resumeMs.Max():0} ms");
    }

    public async Task<Finding> ReplayAsync(CancellationToken cancellation)
    {
        await BanAsync(socketB!, "Weaver", cancellation);
        var seen = head;
        seenB = seen;
        socketB!.Cut();
        await BanAsync(socketA!, "Scrapper", cancellation);
        var (_, replayed) = await ResumeAsync(cancellation);
        var sequences = replayed.Select(one => one.GetProperty("sequence").GetInt64()).ToList();
        var isWhole = replayed.All(one => one.GetProperty("userId").ValueKind == JsonValueKind.String && one.GetProperty("at").GetInt64() > 0);
        return Finding.Check(isWhole && sequences.SequenceEqual(Enumerable.Range(1, (int)(head - seen)).Select(at => seen + at)) && sequences.Count > 0, $"events {string.Join(", ", sequences)} after {seen}");
    }

    public async Task<Finding> AckAsync(CancellationToken cancellation)
    {
        seenB = head;
        foreach (var socket in new[] { socketA!, socketB! })
        {
            await socket.SendAsync("GAME_ACK", new { sequence = head });
            var stored = (await socket.WaitAsync("GAME_ACK", cancellation)).Payload.GetProperty("sequence").GetInt64();
            if (stored != head)
            {
                return Finding.Fail($"an ack of {head} was answered {stored}");
            }
        }

        await Task.Delay(PruneWait, cancellation);
        var (stands, floor) = await new AdminApi(api, settings).FindGameAsync(game.Value, cancellation);
        return Finding.Check(floor == stands, $"head {stands}, floor {floor}");
    }

    public async Task<Finding> ClockAsync(CancellationToken cancellation)
    {
        await socketB!.SendAsync("PING", new { t = 1 });
        await socketB.WaitAsync("PONG", cancellation);
        socketB.Cut();
        var (before, _) = await ResumeAsync(cancellation);
        socketB!.Cut();
        await Task.Delay(Away, cancellation);
        var (after, _) = await ResumeAsync(cancellation);
        var (then, now) = (before.Payload.GetProperty("timer"), after.Payload.GetProperty("timer"));
        var active = now.GetProperty("active").GetString()!;
        var elapsed = now.GetProperty("asOf").GetInt64() - then.GetProperty("asOf").GetInt64();
        var wanted = then.GetProperty("remainingMs").GetProperty(active).GetInt64() - Math.Max(0, elapsed - then.GetProperty("delayLeftMs").GetInt64());
        var off = now.GetProperty("remainingMs").GetProperty(active).GetInt64() - wanted;
        return Finding.Check(Math.Abs(off) <= ClockErrorMsMax && elapsed >= Away.TotalMilliseconds, $"{elapsed} ms later {active} has {off:+0;-0;0} ms against what it should have");
    }

    public async Task<Finding> InvalidTokenAsync(CancellationToken cancellation)
    {
        var scraper = new MetricsScraper(http, settings.Metrics, settings.MetricsToken, settings.Time);
        var before = await scraper.ScrapeAsync(cancellation);
        await using var socket = await OpenAsync("invalid", new ConnectRequest("/ws/game", game, AccessToken: null, "not-a-token", From: 0, epoch), cancellation);
        await socket.ReadUntilAsync(_ => false, cancellation);
        var counted = new ScrapeWindow(before, await scraper.ScrapeAsync(cancellation)).Read(new Measure.Increase([Selector.Parse("ws_resume_invalid_token_total")]));
        return Finding.Check(socket.Closed is { Code: 1008, Reason: "Invalid resume token" } && counted.Value >= 1, $"{socket.Closed?.Code} {socket.Closed?.Reason}, counted {counted.Value?.ToString() ?? counted.Missing}");
    }

    public async Task<Finding> MalformedAsync(CancellationToken cancellation)
    {
        var codes = new List<string>();
        foreach (var text in new[] { "{", "[]", """{"type":"NO_SUCH_TYPE","payload":{}}""", """{"type":"GAME_COMMAND","payload":{"commandId":5}}""", """{"type":"GAME_ACK","payload":{"sequence":"x"}}""" })
        {
            await socketB!.SendAsync(text);
            codes.Add((await socketB.WaitAsync("ERROR", cancellation)).Payload.GetProperty("code").GetString()!);
        }

        await socketB!.SendAsync("PING", new { t = 2 });
        await socketB.WaitAsync("PONG", cancellation);
        return Finding.Check(codes.SequenceEqual(["BAD_FRAME", "BAD_FRAME", "UNKNOWN_TYPE", "BAD_FRAME", "BAD_ACK"]), string.Join(", ", codes));
    }

    public async Task<Finding> AckOutOfOrderAsync(CancellationToken cancellation)
    {
        await socketB!.SendAsync("GAME_ACK", new { sequence = 1 });
        var older = (await socketB.WaitAsync("GAME_ACK", cancellation)).Payload.GetProperty("sequence").GetInt64();
        await socketB.SendAsync("GAME_ACK", new { sequence = head + 1 });
        var beyond = (await socketB.WaitAsync("ERROR", cancellation)).Payload.GetProperty("code").GetString();
        await socketB.SendAsync("PING", new { t = 3 });
        await socketB.WaitAsync("PONG", cancellation);
        return Finding.Check(older == head && beyond == "BAD_ACK", $"an ack of 1 is answered {older}, one of {head + 1} {beyond}");
    }

    private Task<FrameSocket> OpenAsync(string name, ConnectRequest request, CancellationToken cancellation) => FrameSocket.OpenAsync(settings.Server, request, frames, name, settings.Time, cancellation);

    /// <summary>B comes back by its token, from where it stood.</summary>
    private async Task<(Frame Resume, IReadOnlyList<JsonElement> Replayed)> ResumeAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        socketB = await OpenAsync("B", new ConnectRequest("/ws/game", game, AccessToken: null, tokenB, seenB, epoch), cancellation);
        var came = await HandOverAsync(socketB, cancellation);
        resumeMs.Add(watch.Elapsed.TotalMilliseconds);
        tokenB = came.Resume.Payload.GetProperty("token").GetString()!;
        seenB = head;
        return came;
    }

    private async Task<(Frame Resume, IReadOnlyList<JsonElement> Replayed)> HandOverAsync(FrameSocket socket, CancellationToken cancellation)
    {
        var came = await socket.ReadUntilAsync(frame => frame.Type == "GAME_REPLAY_END", cancellation);
        if (came is not [{ Type: "GAME_RESUME" } resume, ..] || socket.Closed is not null)
        {
            throw ProbeException.Fail($"The hand-over was {string.Join(", ", came.Select(frame => frame.Type))}{(socket.Closed is { } close ? $", closed {close.Code} {close.Reason}" : "")}");
        }

        // The PONG of this proves to the server that the new token is here.
        await socket.WaitAsync("PING", cancellation);
        epoch = resume.Payload.GetProperty("epoch").GetString()!;
        head = resume.Payload.GetProperty("head").GetInt64();
        return (resume, [.. came.Where(frame => frame.Type == "GAME_REPLAY").SelectMany(frame => frame.Payload.GetProperty("events").EnumerateArray())]);
    }

    private async Task BanAsync(FrameSocket socket, string specialization, CancellationToken cancellation)
    {
        await socket.SendAsync("GAME_COMMAND", new { commandId = Guid.NewGuid().ToString("N"), name = "ban", data = new { specialization } });
        var answer = await socket.ReadUntilAsync(frame => frame.Type is "GAME_ACCEPTED" or "GAME_REFUSED", cancellation);
        head = answer is [.., { Type: "GAME_ACCEPTED" } accepted]
            ? accepted.Payload.GetProperty("sequence").GetInt64()
            : throw ProbeException.Fail($"The ban of {specialization} was answered {(answer.Count > 0 ? answer[^1].Payload : "nothing")}");
    }
}
