using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>The real application on a free loopback port, with a data folder of its own and the database there.</summary>
public class TestServer : IAsyncLifetime, IAsyncDisposable
{
    public const string Password = "Test123!";

    private static readonly Lazy<Task<string>> PasswordHash = new(HashAsync);

    private readonly Dictionary<string, string> variables = new()
    {
        ["PORT"] = "0",
        ["WEB_PORT"] = "0",
        ["RATE_LIMIT_PER_MINUTE"] = "100000",
        ["RATE_LIMIT_PER_HOUR"] = "100000",
        ["AUTH_RATE_LIMIT_PER_MINUTE"] = "100000",
        ["AUTH_RATE_LIMIT_PER_HOUR"] = "100000",
    };

    private WebApplication? app;
    private int users;

    public TestServer()
        : this([])
    {
    }

    internal TestServer(params (string Name, string Value)[] variables)
    {
        DataFolder = Directory.CreateTempSubdirectory("gw2optimizer-").FullName;
        this.variables["DATA_DIR"] = DataFolder;
        this.variables["LOG_FILE"] = LogPath;
        foreach (var (name, value) in variables)
        {
            this.variables[name] = value;
        }
    }

    public string DataFolder { get; }

    public string LogPath => Path.Combine(DataFolder, "server.log");

    internal ShiftedTime Time { get; } = new();

    /// <summary>Adds to the application what only a test has, before it starts.</summary>
    internal Action<WebApplication> Extend { get; init; } = _ => { };

    internal string DatabaseUrl => variables.GetValueOrDefault("DATABASE_URL") ?? $"sqlite:///{DataFolder}/gw2optimizer.db";

    internal Settings Settings { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>The same server by its second port.</summary>
    public Uri WebAddress { get; private set; } = null!;

    internal static async Task<TestServer> StartAsync(params (string Name, string Value)[] variables)
    {
        var server = new TestServer(variables);
        await server.InitializeAsync();
        return server;
    }

    /// <summary>Starts it with the limits that it has by itself.</summary>
    internal async Task WithDefaultLimitsAsync()
    {
        foreach (var name in variables.Keys.Where(name => name.Contains("RATE_LIMIT", StringComparison.Ordinal)).ToList())
        {
            variables.Remove(name);
        }

        await InitializeAsync();
    }

    /// <summary>One more like it: on the same kind of database, and an empty one.</summary>
    internal async Task<TestServer> StartAnotherAsync(params (string Name, string Value)[] variables)
    {
        var server = Another(variables);
        await server.InitializeAsync();
        return server;
    }

    /// <summary>One more node on the same database, with the same key.</summary>
    internal Task<TestServer> StartBesideAsync(params (string Name, string Value)[] variables) => StartAsync(
        [("DATABASE_URL", DatabaseUrl), ("SECRET_KEY", File.ReadAllText(Path.Combine(DataFolder, "secret.key")).Trim()), .. variables]);

    public virtual async ValueTask InitializeAsync()
    {
        var read = new Variables(variables);
        Settings = SettingsReader.Read(read);
        read.Problems.ShouldBeEmpty();
        app = await ServerApp.BuildAsync(Settings, Time, TextWriter.Null);
        Extend(app);
        await app.StartAsync();
        var addresses = app.Urls.Select(url => new Uri(url)).ToList();
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = addresses[0] };
        WebAddress = addresses[^1];
    }

    public T Service<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    /// <summary>What it has logged so far.</summary>
    public async Task<string> ReadLogAsync()
    {
        await using var stream = new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public string FreshName() => $"user{Interlocked.Increment(ref users)}_{Guid.NewGuid():N}"[..24];

    public Task<Answer> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) => SendAsync("GET", path, content: null, token, headers);

    public Task<Answer> PostAsync(string path, string json, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, Json(json), token, headers);

    public Task<Answer> PatchAsync(string path, string json, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync("PATCH", path, Json(json), token, headers);

    public async Task<Answer> SendAsync(string method, string path, HttpContent? content = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public Task<Answer> LoginAsync(string name, string password = Password) =>
        SendAsync("POST", "/api/v1/auth/login", new FormUrlEncodedContent([new("username", name), new("password", password)]));

    public Task<Answer> RegisterAsync(string name, string? email = null, string password = Password, string? token = null) =>
        PostAsync("/api/v1/auth/register", JsonSerializer.Serialize(new { username = name, email = email ?? $"{name}@example.com", password }), token);

    /// <summary>A new user's name and tokens.</summary>
    internal Task<SignedUser> SignUpAsync() => SignUpAsync(superuser: false);

    /// <summary>The access token of a new superuser.</summary>
    internal async Task<string> AdminAsync() => (await SignUpAsync(superuser: true)).Access;

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            Http.Dispose();
            await app.DisposeAsync();
        }

        Directory.Delete(DataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <remarks>All have one password, whose hash is worked out once: it is dear by intention, and twice for each test is minutes.</remarks>
    private async Task<SignedUser> SignUpAsync(bool superuser)
    {
        var name = FreshName();
        var made = await Service<Users>().RegisterAsync(new Registration($"{name}@example.com", name, Password), await PasswordHash.Value, guest: null, superuser);
        var tokens = Service<TokenWriter>().Write(await Service<SignInRegister>().StartAsync(UserId.Parse(made.ShouldBeOfType<RegisterOutcome.Registered>().User.Id)));
        return new SignedUser(name, tokens.AccessToken, tokens.RefreshToken);
    }

    protected void Set(string name, string value) => variables[name] = value;

    private static async Task<string> HashAsync()
    {
        using var hashes = new PasswordHashes();
        return await hashes.HashAsync(Password);
    }

    private protected virtual TestServer Another((string Name, string Value)[] variables) => new(variables);
}

internal sealed record SignedUser(string Name, string Access, string Refresh);
