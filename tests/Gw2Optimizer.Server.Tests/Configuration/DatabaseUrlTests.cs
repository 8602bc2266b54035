using GameSessions.Storage.Redis;
using Gw2Optimizer.Server.Configuration;
using Npgsql;

namespace Gw2Optimizer.Server.Tests.Configuration;

public class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgres://user:pass@db:6543/gw2", "user", "pass", 6543)]
    [InlineData("postgresql://user:pass@db/gw2", "user", "pass", 5432)]
    [InlineData("postgresql+asyncpg://user:p%40s%3As%2F%23%25@db/gw2", "user", "p@s:s/#%", 5432)]
    [InlineData("POSTGRES://u%2Bx:a;b='c\"@db/gw2", "u+x", "a;b='c\"", 5432)]
    [InlineData("postgres://user@db/gw2", "user", null, 5432)]
    public void Each_form_of_a_PostgreSQL_URL_is_read(string url, string user, string? password, int port)
    {
        var connection = Connection(url);
        (connection.Host, connection.Port, connection.Database, connection.Username, connection.Password).ShouldBe(("db", port, "gw2", user, password));
    }

    [Theory]
    [InlineData("?sslmode=require", SslMode.Require)]
    [InlineData("?sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("?ssl=Disable&application_name=server", SslMode.Disable)]
    [InlineData("", SslMode.Prefer)]
    public void Encryption_is_as_the_URL_says(string query, SslMode mode) => Connection($"postgres://user:pass@db/gw2{query}").SslMode.ShouldBe(mode);

    [Fact]
    public void A_bracketed_address_is_read_as_one() => Connection("postgres://user:pass@[::1]:6543/gw2").Host.ShouldBe("::1");

    [Fact]
    public void What_is_printed_of_it_holds_no_password()
    {
        var settings = Read("postgres://user:hidden@db/gw2").Settings with { SessionCache = SessionCacheSettings.Read(new Variables(new Dictionary<string, string>()), new RedisAddress("redis", Password: "hidden")) };
        $"{settings}".ShouldNotContain("hidden");
        $"{settings.Database} {settings.SessionCache}".ShouldContain("db:5432/gw2");
    }

    [Theory]
    [InlineData("sqlite:////var/lib/x.db", "/var/lib/x.db")]
    [InlineData("sqlite:///x.db", "x.db")]
    public void A_sqlite_url_with_four_slashes_is_absolute(string url, string path) => Read(url).Settings.Database.ShouldBe(new DatabaseTarget.Sqlite(path));

    private static NpgsqlConnectionStringBuilder Connection(string url)
    {
        var (settings, problems) = Read(url);
        problems.ShouldBeEmpty();
        return new NpgsqlConnectionStringBuilder(settings.Database.ShouldBeOfType<DatabaseTarget.PostgreSql>().ConnectionString);
    }

    private static (Settings Settings, IReadOnlyList<string> Problems) Read(string url)
    {
        var variables = new Variables(new Dictionary<string, string> { ["DATABASE_URL"] = url });
        return (SettingsReader.Read(variables), variables.Problems);
    }
}
