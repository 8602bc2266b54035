using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Gw2Optimizer.RealServer;

namespace Gw2Optimizer.ApiFuzz;

/// <summary>Requests by the thousand on one server; the first answer that breaks a rule ends it.</summary>
internal sealed class FuzzRun(int requests, ulong seed)
{
    private const int Workers = 4;

    /// <summary>Callers sign out, are shut out and lock themselves; then others take their place.</summary>
    private const int RequestsPerCallers = 150;

    /// <summary>A rare operation is called once where another one is called so often.</summary>
    private const int RareEvery = 25;

    private const int SignInAttempts = 5;

    private const int RequestsPerProgress = 10_000;

    private const string AdminPassword = "Fuzz-Admin-1";

    /// <summary>Wrong passwords in <c>change-password</c> lock the superuser too.</summary>
    private static readonly TimeSpan LoginLock = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);
    private static readonly string[] ErrorMarks = ["level=ERROR", "Unhandled exception", "Fatal error"];

    private readonly KnownIds ids = new();
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private int next;

    /// <returns>0: nothing was found.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var server = new ServerProcess(
            "api-fuzz",
            [
                ("LOG_LEVEL", "warn"),
                ("LOGIN_LOCK_SECONDS", LoginLock.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
                .. ((string[])["", "AUTH_", "AI_"]).SelectMany(kind => ((string[])["MINUTE", "HOUR"]).Select(window => ($"{kind}RATE_LIMIT_PER_{window}", "1000000000"))),
            ]);
        await server.RunVerbAsync(["create-admin", "--email", "fuzz@example.com", "--username", "fuzzadmin"], ("ADMIN_PASSWORD", AdminPassword));
        await server.StartAsync(cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = Workers, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = server.Address, Timeout = AnswerMax };
        var operations = Operation.ReadAll(await http.GetFromJsonAsync<JsonElement>("/openapi.json", cancellation));
        Console.WriteLine($"seed {seed}, {requests} requests, {operations.Count} operations");
        var watch = Stopwatch.StartNew();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(http, operations, cancellation), cancellation)));
            CheckProcess(server);
        }
        catch (ViolationException e)
        {
            Console.WriteLine($"FOUND with --seed {seed}: {e.Message}\nlog:\n{string.Join('\n', server.Log.Split('\n').TakeLast(40))}");
            return 1;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{requests} requests in {watch.Elapsed.TotalSeconds:F0} s; {string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}"))}; nothing was found"));
        return 0;
    }

    private async Task WorkAsync(HttpClient http, IReadOnlyList<Operation> operations, CancellationToken cancellation)
    {
        IReadOnlyList<string> tokens = [];
        for (var made = 0; ; made++)
        {
            var number = Interlocked.Increment(ref next) - 1;
            if (number >= requests)
            {
                return;
            }

            if (number > 0 && number % RequestsPerProgress == 0)
            {
                Console.WriteLine($"{number} requests");
            }

            if (made % RequestsPerCallers == 0)
            {
                tokens = await CallersAsync(http, cancellation);
            }

            var random = new SimRandom(seed + ((ulong)number * 0x9E3779B97F4A7C15));
            var operation = Choose(operations, random);
            using var request = new RequestMaker(random, ids, tokens).Make(operation);
            try
            {
                await SendAsync(http, operation, request, cancellation);
            }
            catch (Exception e) when (e is ViolationException or HttpRequestException or TaskCanceledException)
            {
                Interlocked.Add(ref next, requests);
                throw new ViolationException($"request {number}: {e.Message}", e);
            }
        }
    }

    private static Operation Choose(IReadOnlyList<Operation> operations, SimRandom random)
    {
        while (true)
        {
            var operation = operations[random.Next(operations.Count)];
            if (!operation.IsRare || random.Next(RareEvery) == 0)
            {
                return operation;
            }
        }
    }

    private async Task SendAsync(HttpClient http, Operation operation, HttpRequestMessage request, CancellationToken cancellation)
    {
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellation);
        using var answer = await http.SendAsync(request, cancellation);
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
        try
        {
            AnswerRules.Check(operation, request, answer, body);
        }
        catch (ViolationException e)
        {
            throw new ViolationException($"{e.Message}\n{request.Method} {Short($"{request.RequestUri}")}\n{request.Headers}{request.Content?.Headers}{Short(sent)}\nanswered {(int)answer.StatusCode}\n{answer.Headers}{Short(body)}", e);
        }

        if (answer.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Created && answer.Content.Headers.ContentType?.MediaType is "application/json" && body.Length > 0)
        {
            ids.Learn(JsonElement.Parse(body));
        }
    }

    private static string Short(string text) => text.Length <= 2_000 ? text : $"{text[..2_000]}... ({text.Length} characters)";

    /// <summary>Access tokens of two guests, a user and the superuser.</summary>
    private static async Task<IReadOnlyList<string>> CallersAsync(HttpClient http, CancellationToken cancellation)
    {
        var tokens = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var guest = await http.PostAsync(new Uri("/api/v1/auth/guest", UriKind.Relative), content: null, cancellation);
            tokens.Add(await TokenOfAsync(guest, cancellation));
        }

        using var register = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/auth/register", UriKind.Relative))
        {
            Content = JsonContent.Create(new { email = $"{Guid.NewGuid():N}@example.com", username = $"u{Guid.NewGuid():N}", password = AdminPassword }),
        };
        register.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[0]);
        using var registered = await http.SendAsync(register, cancellation);
        using var admin = await SignInAdminAsync(http, cancellation);
        tokens.Add(await TokenOfAsync(admin, cancellation));
        return tokens;
    }

    private static async Task<HttpResponseMessage> SignInAdminAsync(HttpClient http, CancellationToken cancellation)
    {
        for (var attempts = 1; ; attempts++)
        {
            using var form = new FormUrlEncodedContent([new("username", "fuzzadmin"), new("password", AdminPassword)]);
            var answer = await http.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), form, cancellation);
            if (answer.IsSuccessStatusCode || attempts == SignInAttempts)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(LoginLock, cancellation);
        }
    }

    private static async Task<string> TokenOfAsync(HttpResponseMessage answer, CancellationToken cancellation) => answer.IsSuccessStatusCode
        ? (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("access_token").GetString()!
        : throw new ViolationException($"nobody can sign in: {(int)answer.StatusCode}");

    private static void CheckProcess(ServerProcess server)
    {
        if (!server.IsAlive)
        {
            throw new ViolationException("the server ended by itself");
        }

        if (ErrorMarks.FirstOrDefault(mark => server.Log.Contains(mark, StringComparison.Ordinal)) is { } mark)
        {
            throw new ViolationException($"the server logged {mark}");
        }
    }
}
