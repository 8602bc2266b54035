using System.Security.Cryptography;
using System.Threading.Channels;
using GameSessions.Client;
using GameSessions.Client.Sockets;
using Gw2Optimizer.RealServer;
using RealStores;

namespace GoLive.Tests.Backups;

/// <summary>The built server, with players, backed up and restored as operators do it.</summary>
public sealed class LiveServerTests(OwnPostgreSql own) : IClassFixture<OwnPostgreSql>
{
    private const string Password = "Correct-Horse-7";
    private const string Email = "admin@example.org";

    private static readonly (string Name, string Value)[] NoLimits = [("RATE_LIMIT_PER_MINUTE", "1000000"), ("RATE_LIMIT_PER_HOUR", "1000000"), ("AUTH_RATE_LIMIT_PER_MINUTE", "1000000"), ("AUTH_RATE_LIMIT_PER_HOUR", "1000000")];

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_live_server_is_backed_up_and_restored_and_whoever_was_ahead_is_told(string engine)
    {
        var isSqlite = engine == "sqlite";
        Assert.SkipUnless(isSqlite || PostgreSqlServer.IsInstalled || Stores.MustBeThere, "PostgreSQL is not installed: apt-get install postgresql");
        if (!isSqlite)
        {
            await own.Server.CreateDatabaseAsync("live");
        }

        await using var server = new ServerProcess("golive-live", isSqlite ? NoLimits : NoLimits.Append(("DATABASE_URL", $"{own.Server.Url("live")}")));
        await server.RunVerbAsync(["create-admin", "--email", Email, "--username", "admin"], ("ADMIN_PASSWORD", Password));
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var someone = new Operator(
            ("DATABASE_URL", isSqlite ? $"sqlite:///{server.DatabasePath}" : $"{own.Server.Url("live")}"), ("GOLIVE_SERVERS", $"{server.Address}"), ("GOLIVE_ADMIN_EMAIL", Email), ("GOLIVE_ADMIN_PASSWORD", Password));
        using var api = new Api(server.Address);
        var host = await api.SignInAsGuestAsync(TestContext.Current.CancellationToken);
        var guest = await api.SignInAsGuestAsync(TestContext.Current.CancellationToken);
        var wish = new { kind = "draft", timeControl = new { preset = "normal" }, options = new { format = "duel-5" } };
        var game = await api.CreateGameAsync(host, wish, TestContext.Current.CancellationToken);
        var news = Channel.CreateUnbounded<ClientNews>();
        await using var client = new GameClient(
            new WebSocketTransport(server.Address, TimeProvider.System), new GameClientOptions { GameId = game, Start = new LogPosition(0, Epoch: null) }, _ => Task.FromResult<string?>(host), one => news.Writer.TryWrite(one), TimeProvider.System, RandomNumberGenerator.Fill);
        client.Start();

        // It is written to while it is backed up, and while the backup is tested.
        var tested = BackUpAndTestAsync();
        while (!tested.IsCompleted)
        {
            await api.CreateGameAsync(await api.SignInAsGuestAsync(TestContext.Current.CancellationToken), wish, TestContext.Current.CancellationToken);
        }

        await tested;
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri(server.Address, "/metrics"), TestContext.Current.CancellationToken);
        metrics.ShouldContain("\nbackup_last_success_timestamp_seconds");
        metrics.ShouldContain("\nrestore_test_last_success_timestamp_seconds");

        // What the backup does not hold.
        await api.JoinAsync(guest, game, TestContext.Current.CancellationToken);
        await UntilAsync(one => one is ClientNews.Happened { Event.Sequence: 3 });
        string[] restore = ["restore", Path.Combine(someone.Backups, someone.BackupFiles[0]), "--confirm", isSqlite ? "gw2optimizer.db" : "live"];
        (await someone.RunAsync(restore)).OutcomeOf("unused").ShouldBe("fail");
        await server.KillAsync();
        var restored = await someone.RunAsync(restore);
        restored.ExitCode.ShouldBe(0, restored.Text);
        await server.StartAsync(TestContext.Current.CancellationToken);

        var snapshot = (ClientNews.Snapshot)await UntilAsync(one => one is ClientNews.Snapshot);
        snapshot.Reason.ShouldBe("forked");
        snapshot.AsOf.ShouldBe(1);

        async Task BackUpAndTestAsync()
        {
            foreach (var verb in new[] { "backup", "restore-test" })
            {
                var run = await someone.RunAsync(verb);
                run.ExitCode.ShouldBe(0, run.Text);
                run.OutcomeOf("tell").ShouldBe("pass", run.Text);
            }
        }

        async Task<ClientNews> UntilAsync(Func<ClientNews, bool> wanted)
        {
            while (true)
            {
                if (await news.Reader.ReadAsync(TestContext.Current.CancellationToken) is var one && wanted(one))
                {
                    return one;
                }
            }
        }
    }
}
