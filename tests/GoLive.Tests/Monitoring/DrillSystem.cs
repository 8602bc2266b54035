using System.Data.Common;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using GameSessions.Client;
using Gw2Optimizer.RealServer;
using Gw2Optimizer.RealServer.Deployments;
using RealStores;

namespace GoLive.Tests.Monitoring;

/// <summary>A real server on PostgreSQL and Redis, and what people do with it: an operator, a user of the API, and squads that talk and reconnect.</summary>
internal sealed class DrillSystem : IAsyncDisposable
{
    private const string Password = "Test123!";
    private const int Members = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(2);

    /// <summary>A server waits 5 s for the rest of a body.</summary>
    private static readonly TimeSpan DawdleMax = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stop = new();
    private readonly Api api;
    private readonly HttpClient http;
    private readonly CostlyModel model = new();
    private readonly List<DrillPlayer> squad = [];
    private Task traffic = Task.CompletedTask;

    private DrillSystem(Stores stores)
    {
        Stores = stores;
        Cluster = new Cluster(
            stores,
            "drill",
            1,
            ("REDIS_URL", $"{stores.Redis.Url}"),
            ("SESSION_REDIS_READTHROUGH_ENABLED", "true"),
            ("SECRET_KEY_MADE_ON", "2020-01-01"),
            ("MISTRAL_API_KEY", "drill"),
            ("MISTRAL_BASE_URL", $"{model.Url}"),
            ("AI_DAILY_TOKEN_BUDGET", $"{int.MaxValue}"),
            ("AI_RATE_LIMIT_PER_MINUTE", "10000"),
            ("AI_RATE_LIMIT_PER_HOUR", "10000"),
            ("RATE_LIMIT_PER_MINUTE", "100000"),
            ("RATE_LIMIT_PER_HOUR", "100000"),
            ("AUTH_RATE_LIMIT_PER_MINUTE", "1000"),
            ("AUTH_RATE_LIMIT_PER_HOUR", "1000"),
            ("UPGRADE_RATE_LIMIT_PER_MINUTE", "100000"));
        api = new Api(Server.Address);
        http = new HttpClient { BaseAddress = Server.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Stores Stores { get; }

    public Cluster Cluster { get; }

    public ServerProcess Server => Cluster.Nodes[0];

    public Relay DatabaseLine => Cluster.DatabaseLines[0];

    public static async Task<DrillSystem> StartAsync()
    {
        Assert.SkipWhen(Stores.Missing is not null && !Stores.MustBeThere, Stores.Missing ?? "");
        var system = new DrillSystem(await Stores.StartAsync());
        await system.Cluster.StartAsync(TestContext.Current.CancellationToken);
        await system.Server.RunVerbAsync(["create-admin", "--email", "operator@example.org", "--username", "operator"], ("ADMIN_PASSWORD", Password));
        await system.SignInAsync();
        return system;
    }

    /// <summary>From now on the API is used and a squad talks, until this is disposed of.</summary>
    public async Task BeginTrafficAsync()
    {
        squad.AddRange(await SquadAsync(AckRule.Default));
        traffic = Task.WhenAll(UseAsync(TalkAsync), UseAsync(CallAsync));
    }

    /// <summary>A squad whose members acknowledge nothing by themselves.</summary>
    public Task<IReadOnlyList<DrillPlayer>> SilentSquadAsync() => SquadAsync(acks: null);

    /// <returns>The status.</returns>
    public async Task<int> PostAsync(string path, object? body = null)
    {
        using var answer = await http.PostAsync(new Uri($"/api/v1/{path}", UriKind.Relative), body is null ? null : JsonContent.Create(body, body.GetType()), stop.Token);
        return (int)answer.StatusCode;
    }

    /// <summary>A token that nobody was given.</summary>
    public async Task ResumeBadlyAsync()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{Server.Address.Authority}/ws/game?resume={new string('x', 43)}"), stop.Token);
    }

    /// <summary>Begins a request, and never ends it.</summary>
    public async Task DawdleAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        patience.CancelAfter(DawdleMax);
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Address.Host, Server.Address.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/auth/register HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"), patience.Token);
        using var answer = new StreamReader(stream);
        $"{await answer.ReadLineAsync(patience.Token)}".ShouldContain("408");
    }

    /// <summary>All but the one who does so anyway.</summary>
    public async Task ReconnectAllAsync()
    {
        foreach (var player in squad.SkipLast(1))
        {
            await player.ReconnectAsync();
        }
    }

    /// <summary>Does something again and again until it is disposed of. What fails meanwhile is what a drill is for.</summary>
    public static IAsyncDisposable Keep(Func<Task> doing) => new Kept(doing);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = Cluster.Connect();
        await connection.OpenAsync(stop.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(stop.Token);
    }

    /// <summary>For a while the database is read as ever, and writes wait.</summary>
    public async Task HoldWritersUpAsync()
    {
        await using var connection = Cluster.Connect();
        await connection.OpenAsync(stop.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = Cluster.LockForWriting;
        await command.ExecuteNonQueryAsync(stop.Token);
        await Task.Delay(Hold, stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var player in squad)
        {
            await player.DisposeAsync();
        }

        await traffic;

        await Cluster.DisposeAsync();
        await model.DisposeAsync();
        await Stores.DisposeAsync();
        api.Dispose();
        http.Dispose();
        stop.Dispose();
    }

    private async Task SignInAsync()
    {
        using var form = new FormUrlEncodedContent([new("username", "operator"), new("password", Password)]);
        using var answer = await http.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), form, stop.Token);
        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>(stop.Token)).GetProperty("access_token").GetString());
    }

    private async Task<IReadOnlyList<DrillPlayer>> SquadAsync(AckRule? acks)
    {
        var commander = await api.SignInAsGuestAsync(stop.Token);
        var game = await api.CreateGameAsync(commander, new { kind = "squad", options = new { mode = "zerg", size = 10 } }, stop.Token);
        var players = new List<DrillPlayer> { new(Server.Address, commander, game, acks) };
        for (var member = 1; member < Members; member++)
        {
            var token = await api.SignInAsGuestAsync(stop.Token);
            await api.JoinAsync(token, game, stop.Token);
            players.Add(new DrillPlayer(Server.Address, token, game, acks));
        }

        foreach (var player in players)
        {
            await player.HandedOverAsync();
        }

        return players;
    }

    private async Task TalkAsync()
    {
        await squad[0].SayAsync("Gather at the keep.");
        await squad[^1].ReconnectAsync();
    }

    private async Task CallAsync()
    {
        await PostAsync("builds", new { name = "Drill", profession = "Guardian", specialization = "Firebrand" });
        await PostAsync("teams", new { name = "Drill", game_mode = "zerg", size = 5 });
        await PostAsync("ai/analyze-synergy", new { profession1 = "Guardian", profession2 = "Warrior" });
        await http.GetStringAsync(new Uri("/api/v1/builds/public/all", UriKind.Relative), stop.Token);
    }

    private async Task UseAsync(Func<Task> doing)
    {
        await using var kept = new Kept(doing);
        await Task.WhenAny(Task.Delay(Timeout.Infinite, stop.Token));
    }

    private sealed class Kept : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task keeping;

        public Kept(Func<Task> doing) => keeping = Task.Run(() => KeepAsync(doing));

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await keeping;
            stop.Dispose();
        }

        private async Task KeepAsync(Func<Task> doing)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await doing();
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException or WebSocketException or DbException)
                {
                    // The server is away, the database chose another, or the drill is over.
                }

                await Task.WhenAny(Task.Delay(Pause, stop.Token));
            }
        }
    }
}
