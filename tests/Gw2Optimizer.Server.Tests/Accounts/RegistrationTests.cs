namespace Gw2Optimizer.Server.Tests.Accounts;

public abstract class RegistrationTests(TestServer server)
{
    [Fact]
    public async Task A_new_user_is_told_without_any_trace_of_the_password()
    {
        var answer = await server.RegisterAsync("Testuser", "Test@Example.com");
        answer.Status.ShouldBe(201);
        answer.Text("email").ShouldBe("Test@Example.com");
        answer.Text("username").ShouldBe("Testuser");
        answer.Json.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["id", "email", "username", "is_guest", "is_superuser", "full_name", "bio", "preferences", "created_at"]);
        Guid.TryParse(answer.Text("id"), out _).ShouldBeTrue();
        answer.Body.ShouldNotContain("hash");
    }

    [Fact]
    public async Task A_taken_email_is_a_conflict_in_any_case()
    {
        var name = server.FreshName();
        await server.RegisterAsync(name, $"{name}@example.com");
        var answer = await server.RegisterAsync(server.FreshName(), $"{name.ToUpperInvariant()}@EXAMPLE.com");
        answer.Status.ShouldBe(409);
        answer.Code.ShouldBe("USER_EMAIL_EXISTS");
    }

    [Fact]
    public async Task A_taken_name_is_a_conflict_in_any_case()
    {
        var name = server.FreshName();
        await server.RegisterAsync(name);
        var answer = await server.RegisterAsync(name.ToUpperInvariant(), $"other{name}@example.com");
        answer.Status.ShouldBe(409);
        answer.Code.ShouldBe("USER_USERNAME_EXISTS");
    }

    [Fact]
    public async Task Of_many_registrations_of_one_name_at_once_one_wins()
    {
        var name = server.FreshName();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.RegisterAsync(name)));
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Count(answer => answer.Status == 409).ShouldBe(7);
    }

    [Theory]
    [InlineData("Test123")]
    [InlineData("test123!")]
    [InlineData("TEST123!")]
    [InlineData("Testtest!")]
    [InlineData("Test1234")]
    public async Task A_weak_password_is_refused_by_field(string password)
    {
        var answer = await server.RegisterAsync(server.FreshName(), password: password);
        answer.Status.ShouldBe(422);
        answer.Code.ShouldBe("VALIDATION_ERROR");
        answer.Field("password").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_password_has_at_most_128_characters()
    {
        (await server.RegisterAsync(server.FreshName(), password: "Aa1!" + new string('x', 124))).Status.ShouldBe(201);
        (await server.RegisterAsync(server.FreshName(), password: "Aa1!" + new string('x', 125))).Status.ShouldBe(422);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("has space")]
    [InlineData("dash-ed")]
    [InlineData("ümlaut")]
    public async Task A_name_outside_its_alphabet_or_length_is_refused(string name) =>
        (await server.RegisterAsync(name, "someone@example.com")).Field("username").ShouldNotBeEmpty();

    [Theory]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a@b")]
    [InlineData("a b@example.com")]
    [InlineData("a@b@example.com")]
    public async Task What_is_no_email_is_refused(string email) =>
        (await server.RegisterAsync(server.FreshName(), email)).Field("email").ShouldNotBeEmpty();

    [Fact]
    public async Task Every_missing_field_is_named_at_once()
    {
        var answer = await server.PostAsync("/api/v1/auth/register", "{}");
        answer.Status.ShouldBe(422);
        answer.Json.GetProperty("fields").EnumerateObject().Select(field => field.Name).ShouldBe(["email", "username", "password"], ignoreOrder: true);
    }
}

public sealed class RegistrationOnSqliteTests(TestServer server) : RegistrationTests(server), IClassFixture<TestServer>;

public sealed class RegistrationOnPostgreSqlTests(PostgreSqlTestServer server) : RegistrationTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
