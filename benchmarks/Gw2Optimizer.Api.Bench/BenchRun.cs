using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RealStores;

namespace Gw2Optimizer.Api.Bench;

/// <summary>One run: the same loads for bare Kestrel and for the server on SQLite and on PostgreSQL with Redis, in turns.</summary>
internal sealed class BenchRun(int seconds, int rounds)
{
    private const int SignIns = 20;
    private const int Squads = 20;
    private const int Changed = 64;
    private const string Password = "Test123!";

    private const string Build = """
        {"name":"bench","profession":"Guardian","specialization":"Firebrand","game_mode":"zerg","trait_lines":[{"id":42,"traits":[563,653,2017]}],
        "equipment":[{"slot":"Helm","stat_id":1077,"upgrade_ids":[24836]},{"slot":"Coat","stat_id":1077,"upgrade_ids":[24836]},{"slot":"Amulet","stat_id":1077}]}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gw2optimizer-bench-");

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var postgreSql = await PostgreSqlServer.StartAsync();
            await using var redis = await RedisServer.StartAsync();
            await postgreSql.CreateDatabaseAsync("bench");
            await using var sqlite = await StartAsync("sqlite");
            await using var server = await StartAsync("postgresql", ("DATABASE_URL", $"{postgreSql.Url("bench")}"), ("REDIS_URL", $"{redis.Url}"));
            await using var bare = await StartBareAsync();
            (string Name, Served Server)[] ours = [("SQLite", sqlite), ("PostgreSQL and Redis", server)];
            foreach (var (name, one) in ours)
            {
                await MeasureAsync(name, one, bare, cancellationToken);
            }

            foreach (var (name, one) in ours)
            {
                await SignInsAsync(name, one);
                await SquadsAsync(name, one);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task MeasureAsync(string name, Served ours, Served bare, CancellationToken cancellationToken)
    {
        var (build, answer, token) = await PrepareAsync(ours);
        using (var kept = new ByteArrayContent(answer))
        {
            (await bare.Http.PutAsync(new Uri("/build", UriKind.Relative), kept, cancellationToken)).EnsureSuccessStatusCode();
        }

        var script = Path.Combine(folder.FullName, "post.lua");
        await File.WriteAllTextAsync(
            script, $"wrk.method = 'POST'\nwrk.body = [=[{Build.Replace("\n", "", StringComparison.Ordinal)}]=]\nwrk.headers['Content-Type'] = 'application/json'\n", cancellationToken);
        var change = Path.Combine(folder.FullName, "change.lua");
        await File.WriteAllTextAsync(change, await ChangesAsync(ours, token), cancellationToken);
        (string What, Uri Ours, string? Token, Uri Bare, string? Script, string? BareScript)[] loads =
        [
            ("read a build, signed in", new(ours.Address, $"/api/v1/builds/{build}"), token, new(bare.Address, "/build"), null, null),
            ("read a public build, nobody signed in", new(ours.Address, $"/api/v1/builds/{build}"), null, new(bare.Address, "/build"), null, null),
            ("change one of 64 builds", new(ours.Address, $"/api/v1/builds/{build}"), token, new(bare.Address, "/build"), change, script),
        ];
        Console.WriteLine($"\n| {name} | requests/s | p99, ms | bare Kestrel, requests/s | p99, ms | ratio |\n| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (what, url, bearer, peer, own, bares) in loads)
        {
            List<Load> mine = [], theirs = [];
            for (var round = 0; round < rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                theirs.Add(await Wrk.RunAsync(peer, seconds, token: null, bares));
                mine.Add(await Wrk.RunAsync(url, seconds, bearer, own));
            }

            var (rate, limit) = (Median(mine.Select(load => load.RequestsPerSecond)), Median(theirs.Select(load => load.RequestsPerSecond)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {rate:0} | {Median(mine.Select(load => load.P99Ms)):0.0} | {limit:0} | {Median(theirs.Select(load => load.P99Ms)):0.0} | {rate / limit:0.00} |"));
        }
    }

    private static async Task SignInsAsync(string name, Served server)
    {
        var times = new List<double>();
        for (var i = 0; i < SignIns; i++)
        {
            var watch = Stopwatch.StartNew();
            await LoginAsync(server);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{name}: a sign-in takes {Median(times):0.0} ms (median of {SignIns}, one after the other)."));
    }

    private static async Task SquadsAsync(string name, Served server)
    {
        var token = await LoginAsync(server);
        List<double> times = [], again = [];
        var proven = 0;
        for (var i = 0; i < Squads; i++)
        {
            // Another wish each time, so that none is answered from memory.
            var wish = JsonSerializer.Serialize(new { game_mode = "zerg", team_size = 50, preferences = new { roles = new { healer = 2 + (i % 10), strip = 1 + (i / 10) } } });
            var (squad, took) = await TimeAsync(server, wish, token);
            times.Add(took);
            proven += squad.GetProperty("proven_optimal").GetBoolean() ? 1 : 0;
            again.Add((await TimeAsync(server, wish, token)).Ms);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: a squad of 50 takes {Median(times):0} ms by the solver (median of {Squads} wishes, worst {times.Max():0} ms, {proven} proven), asked again {Median(again):0.0} ms."));
    }

    private static async Task<(JsonElement Squad, double Ms)> TimeAsync(Served server, string wish, string token)
    {
        var watch = Stopwatch.StartNew();
        var squad = await SendAsync(server, HttpMethod.Post, "/api/v1/ai/compose-team", wish, token);
        return (squad, watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>A public build of a new account, as it is answered.</summary>
    private static async Task<(string Id, byte[] Answer, string Token)> PrepareAsync(Served server)
    {
        await SendAsync(server, HttpMethod.Post, "/api/v1/auth/register", $$"""{"email":"bench@example.com","username":"bench","password":"{{Password}}"}""", token: null);
        var token = await LoginAsync(server);
        var build = (await SendAsync(server, HttpMethod.Post, "/api/v1/builds", Build, token)).GetProperty("id").GetString()!;
        await SendAsync(server, HttpMethod.Put, $"/api/v1/builds/{build}", """{"is_public":true}""", token);
        return (build, await server.Http.GetByteArrayAsync(new Uri($"/api/v1/builds/{build}", UriKind.Relative)), token);
    }

    /// <summary>A script that changes one build after the other, so that no two changes of the same one meet.</summary>
    private static async Task<string> ChangesAsync(Served server, string token)
    {
        var paths = new List<string>();
        for (var i = 0; i < Changed; i++)
        {
            paths.Add($"'/api/v1/builds/{(await SendAsync(server, HttpMethod.Post, "/api/v1/builds", Build, token)).GetProperty("id").GetString()}'");
        }

        return $$"""
            wrk.body = '{"description":"again"}'
            wrk.headers['Content-Type'] = 'application/json'
            local paths, at = { {{string.Join(", ", paths)}} }, 0
            request = function()
              at = at % #paths + 1
              return wrk.format('PUT', paths[at])
            end
            """;
    }

    private static async Task<string> LoginAsync(Served server)
    {
        using var form = new FormUrlEncodedContent([new("username", "bench"), new("password", Password)]);
        using var answer = await server.Http.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("access_token").GetString()!;
    }

    private static async Task<JsonElement> SendAsync(Served server, HttpMethod method, string path, string json, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await server.Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonElement.Parse(body) : throw new InvalidOperationException($"{method} {path}: {body}");
    }

    private Task<Served> StartAsync(string name, params IEnumerable<(string Name, string Value)> variables)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var assembly = Path.Combine(here.Parent!.Parent!.FullName, "Gw2Optimizer.Server", here.Name, "Gw2Optimizer.Server.dll");
        var port = Ports.Free();
        (string, string)[] limits = [.. ((string[])["", "AUTH_", "AI_"]).SelectMany(kind => ((string[])["MINUTE", "HOUR"]).Select(window => ($"{kind}RATE_LIMIT_PER_{window}", "1000000000")))];
        (string, string)[] places = [("PORT", $"{port}"), ("WEB_PORT", $"{Ports.Free()}"), ("DATA_DIR", Path.Combine(folder.FullName, name))];
        return Served.StartAsync(folder.CreateSubdirectory(name), port, ["dotnet", assembly], [.. places, .. limits, .. variables]);
    }

    private Task<Served> StartBareAsync()
    {
        var port = Ports.Free();
        return Served.StartAsync(folder.CreateSubdirectory("bare"), port, ["dotnet", typeof(BenchRun).Assembly.Location, "bare", "--port", $"{port}"]);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
