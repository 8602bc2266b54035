using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gw2Optimizer.Server.Tests.Accounts;

public abstract class TokenTests(TestServer server)
{
    private const string FirstKey = "kP3v9Xq2LmZ8tRw5YnB7cJd4FhG6sAeU";
    private const string SecondKey = "Qw8Er6Ty4Ui2Op0As9Df7Gh5Jk3Lz1Xc";

    [Fact]
    public async Task A_refresh_gives_a_new_pair_and_kills_the_old_token()
    {
        var user = await server.SignUpAsync();
        var next = await RefreshAsync(server, user.Refresh);
        next.Status.ShouldBe(200);
        (await server.GetAsync("/api/v1/auth/me", next.Text("access_token"))).Status.ShouldBe(200);
        (await RefreshAsync(server, next.Text("refresh_token"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_its_whole_family()
    {
        var user = await server.SignUpAsync();
        var other = await server.LoginAsync(user.Name);
        var next = await RefreshAsync(server, user.Refresh);
        var again = await RefreshAsync(server, user.Refresh);
        (again.Status, again.Code).ShouldBe((401, "UNAUTHORIZED"));
        (await RefreshAsync(server, next.Text("refresh_token"))).Status.ShouldBe(401);
        (await server.GetAsync("/api/v1/auth/me", next.Text("access_token"))).Status.ShouldBe(401);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
        (await server.GetAsync("/api/v1/auth/me", other.Text("access_token"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_parallel_uses_of_one_refresh_token_at_most_one_wins()
    {
        var user = await server.SignUpAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RefreshAsync(server, user.Refresh)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task One_kind_of_token_is_never_taken_for_the_other()
    {
        var user = await server.SignUpAsync();
        (await server.GetAsync("/api/v1/auth/me", user.Refresh)).Status.ShouldBe(401);
        (await RefreshAsync(server, user.Access)).Status.ShouldBe(401);
        (await RefreshAsync(server, user.Refresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_forged_or_spoiled_token_is_refused()
    {
        var user = await server.SignUpAsync();
        var parts = user.Access.Split('.');
        var payload = Base64Url.EncodeToString(Base64Url.DecodeFromChars(parts[1]));
        string[] bad =
        [
            "", "x", "a.b.c", $"{Encode("""{"alg":"none","typ":"at+jwt"}""")}.{payload}.", $"{Encode("""{"alg":"none","typ":"at+jwt"}""")}.{payload}.{parts[2]}",
            Sign(parts[0], payload, SecondKey),
            $"{parts[0]}.{parts[1]}.{Spoil(parts[2])}",
            $"{user.Access}=",
            $"{parts[0]}.{parts[1]}.{OtherSpellingOf(parts[2])}",
            new string('a', 5_000),
        ];
        foreach (var token in bad)
        {
            (await server.GetAsync("/api/v1/auth/me", token)).Status.ShouldBe(401, token);
        }
    }

    [Fact]
    public async Task An_access_token_lives_half_an_hour()
    {
        var user = await server.SignUpAsync();
        server.Time.Advance(TimeSpan.FromMinutes(29));
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(200);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
        (await RefreshAsync(server, user.Refresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_refresh_token_lives_a_week()
    {
        var user = await server.SignUpAsync();
        server.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        (await RefreshAsync(server, user.Refresh)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_of_an_old_key_lives_while_the_key_is_listed()
    {
        SignedUser user;
        await using (var first = await server.StartBesideAsync(("SECRET_KEY", FirstKey)))
        {
            user = await first.SignUpAsync();
        }

        await using (var rotated = await server.StartBesideAsync(("SECRET_KEY", SecondKey), ("OLD_SECRET_KEYS", FirstKey)))
        {
            (await rotated.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(200);
        }

        await using var forgotten = await server.StartBesideAsync(("SECRET_KEY", SecondKey));
        (await forgotten.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_kid_is_the_beginning_of_the_keys_hash()
    {
        await using var own = await server.StartAnotherAsync(("SECRET_KEY", FirstKey));
        var user = await own.SignUpAsync();
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(user.Access.Split('.')[0]))!;
        header["alg"]!.GetValue<string>().ShouldBe("HS256");
        header["kid"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FirstKey)))[..8]);
    }

    [Fact]
    public async Task Signing_out_ends_this_sign_in_only()
    {
        var user = await server.SignUpAsync();
        var other = await server.LoginAsync(user.Name);
        (await server.SendAsync("POST", "/api/v1/auth/logout", token: user.Access)).Status.ShouldBe(204);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
        (await RefreshAsync(server, user.Refresh)).Status.ShouldBe(401);
        (await server.GetAsync("/api/v1/auth/me", other.Text("access_token"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all()
    {
        var user = await server.SignUpAsync();
        var other = await server.LoginAsync(user.Name);
        (await server.PostAsync("/api/v1/auth/logout", """{"everywhere":true}""", user.Access)).Status.ShouldBe(204);
        (await server.GetAsync("/api/v1/auth/me", other.Text("access_token"))).Status.ShouldBe(401);
        (await RefreshAsync(server, other.Text("refresh_token"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sign_ins()
    {
        var user = await server.SignUpAsync();
        var other = await server.LoginAsync(user.Name);
        var body = """{"current_password":"Test123!","new_password":"Better123!"}""";
        (await server.PostAsync("/api/v1/auth/change-password", body, user.Access)).Status.ShouldBe(204);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(200);
        (await server.GetAsync("/api/v1/auth/me", other.Text("access_token"))).Status.ShouldBe(401);
        (await server.LoginAsync(user.Name)).Status.ShouldBe(401);
        (await server.LoginAsync(user.Name, "Better123!")).Status.ShouldBe(200);
    }

    private static Task<Answer> RefreshAsync(TestServer server, string token) => server.PostAsync("/api/v1/auth/refresh", $$"""{"refresh_token":"{{token}}"}""");

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Sign(string header, string payload, string key) =>
        $"{header}.{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{header}.{payload}")))}";

    private static string Spoil(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    /// <summary>The same bytes with another value in the last character's two spare bits.</summary>
    private static string OtherSpellingOf(string signature)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return signature[..^1] + Alphabet[Alphabet.IndexOf(signature[^1], StringComparison.Ordinal) ^ 1];
    }
}

public sealed class TokenOnSqliteTests(TestServer server) : TokenTests(server), IClassFixture<TestServer>;

public sealed class TokenOnPostgreSqlTests(PostgreSqlTestServer server) : TokenTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
