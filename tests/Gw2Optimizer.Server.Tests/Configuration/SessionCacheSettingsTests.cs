using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Tests.Configuration;

public class SessionCacheSettingsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("REDIS_URL=redis://general/2", "redis://general:6379/2")]
    [InlineData("REDIS_URL=redis://general SESSION_REDIS_HOST=own SESSION_REDIS_DB=3", "redis://own:6379/3")]
    [InlineData("REDIS_URL=redis://general SESSION_REDIS_HOST=own SESSION_REDIS_URL=rediss://:pass@named:7000", "rediss://named:7000/0")]
    [InlineData("SESSION_REDIS_HOST=own SESSION_REDIS_PORT=7001", "redis://own:7001/0")]
    public void Sessions_use_their_own_Redis_else_the_general_one(string variables, string? redis) => Read(variables).Redis?.ToString().ShouldBe(redis);

    [Fact]
    public void A_host_takes_its_password_as_it_is() => Read("SESSION_REDIS_HOST=own SESSION_REDIS_PASSWORD=p%40:s").Redis!.Password.ShouldBe("p%40:s");

    [Theory]
    [InlineData("", false)]
    [InlineData("ENVIRONMENT=Staging", true)]
    [InlineData("NODE_ENV=staging", true)]
    [InlineData("NODE_ENV=anything", false)]
    [InlineData("ENVIRONMENT=development NODE_ENV=staging", false)]
    [InlineData("ENVIRONMENT=staging SESSION_REDIS_READTHROUGH_ENABLED=FALSE", false)]
    [InlineData("SESSION_REDIS_READTHROUGH_ENABLED=True", true)]
    public void It_serves_where_told_and_by_itself_on_staging_only(string variables, bool enabled) => Read(variables).ReadThrough.ShouldBe(new ReadThrough(enabled, 100));

    [Fact]
    public void Without_any_variable_the_defaults_hold()
    {
        var settings = Read("");
        (settings.Namespace, settings.EventsMax, settings.History).ShouldBe(("gsr", 256, TimeSpan.FromDays(30)));
    }

    private static SessionCacheSettings Read(string variables)
    {
        var read = new Variables(variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1]));
        var settings = SettingsReader.Read(read).SessionCache;
        read.Problems.ShouldBeEmpty();
        return settings;
    }
}
