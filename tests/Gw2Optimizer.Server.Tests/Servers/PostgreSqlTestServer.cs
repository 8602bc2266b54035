namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>The real application on a PostgreSQL database of its own.</summary>
public sealed class PostgreSqlTestServer : TestServer
{
    private readonly SharedPostgreSql postgreSql;

    public PostgreSqlTestServer(SharedPostgreSql postgreSql)
        : this(postgreSql, [])
    {
    }

    private PostgreSqlTestServer(SharedPostgreSql postgreSql, (string Name, string Value)[] variables)
        : base(variables) => this.postgreSql = postgreSql;

    /// <summary>Itself, for a test that can run here.</summary>
    public PostgreSqlTestServer OrSkip()
    {
        SharedPostgreSql.SkipIfMissing();
        return this;
    }

    public override async ValueTask InitializeAsync()
    {
        if (!SharedPostgreSql.IsMissing)
        {
            Set("DATABASE_URL", await postgreSql.NewDatabaseAsync());
            await base.InitializeAsync();
        }
    }

    private protected override TestServer Another((string Name, string Value)[] variables) => new PostgreSqlTestServer(postgreSql, variables);
}
