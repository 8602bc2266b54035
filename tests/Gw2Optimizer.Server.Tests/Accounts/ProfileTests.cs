namespace Gw2Optimizer.Server.Tests.Accounts;

public abstract class ProfileTests(TestServer server)
{
    [Fact]
    public async Task A_patch_changes_what_it_mentions_and_null_clears()
    {
        var user = await server.SignUpAsync();
        var changed = await server.PatchAsync("/api/v1/auth/me", """{"full_name":"Rytlock","bio":"Charr","preferences":{"theme":"dark"},"other":1}""", user.Access);
        (changed.Status, changed.Text("full_name"), changed.Text("bio")).ShouldBe((200, "Rytlock", "Charr"));
        changed.Json.GetProperty("preferences").GetProperty("theme").GetString().ShouldBe("dark");

        var cleared = await server.PatchAsync("/api/v1/users/me", """{"bio":null,"preferences":null}""", user.Access);
        cleared.Text("full_name").ShouldBe("Rytlock");
        cleared.Text("bio").ShouldBeNull();
        cleared.Json.GetProperty("preferences").EnumerateObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"full_name":7}""", "full_name")]
    [InlineData("""{"bio":"nul \u0000"}""", "bio")]
    [InlineData("""{"bio":"half \ud800"}""", "bio")]
    [InlineData("""{"preferences":[]}""", "preferences")]
    [InlineData("""{"preferences":{"a":{"b":["\u0000"]}}}""", "preferences")]
    [InlineData("""{"preferences":{"\udc00":1}}""", "preferences")]
    public async Task What_cannot_be_stored_is_refused_by_field(string body, string field)
    {
        var user = await server.SignUpAsync();
        var answer = await server.PatchAsync("/api/v1/auth/me", body, user.Access);
        answer.Status.ShouldBe(422);
        answer.Field(field).ShouldNotBeEmpty();
    }
}

public sealed class ProfileOnSqliteTests(TestServer server) : ProfileTests(server), IClassFixture<TestServer>;

public sealed class ProfileOnPostgreSqlTests(PostgreSqlTestServer server) : ProfileTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
