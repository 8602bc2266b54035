using System.Globalization;
using RealStores;

namespace GoLive.Tests.Backups;

/// <summary>A PostgreSQL for the tests of one class.</summary>
public sealed class OwnPostgreSql : IAsyncLifetime
{
    public PostgreSqlServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.IsInstalled || Stores.MustBeThere)
        {
            Server = await PostgreSqlServer.StartAsync("fsync = off");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}

public sealed class PostgreSqlBackupTests(OwnPostgreSql own) : BackupContract, IClassFixture<OwnPostgreSql>
{
    private const string Scratch = "gw2optimizer_test_restore";

    /// <summary>An index that takes for ever to build in any other database.</summary>
    private string SlowElsewhere =>
        $"""
        CREATE FUNCTION public.slow(head bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS
        $$ BEGIN IF current_database() <> '{Sample.Name}' THEN PERFORM pg_sleep(3600); END IF; RETURN head; END $$;
        CREATE INDEX ON games (public.slow(head))
        """;

    private protected override Task<Sample> CreateAsync()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled || Stores.MustBeThere, "PostgreSQL is not installed: apt-get install postgresql");
        return PostgreSqlSample.CreateAsync(own.Server);
    }

    [Fact]
    public async Task A_server_that_is_down_fails_a_backup_and_a_restore_test()
    {
        await BackUpAsync();
        var before = Operator.BackupFiles;
        await own.Server.StopAsync();
        try
        {
            (await Operator.RunAsync("backup")).ExitCode.ShouldBe(1);
            (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(1);
            Operator.BackupFiles.ShouldBe(before);
        }
        finally
        {
            await own.Server.StartAgainAsync();
        }
    }

    [Fact]
    public async Task A_restore_by_force_ends_the_connections_of_others()
    {
        await BackUpAsync();
        await Sample.AddGameAsync();
        var backup = Operator.BackupFiles.Single(name => name.EndsWith(".dump", StringComparison.Ordinal));
        await using var other = await Sample.StayAsync();

        var restore = await Operator.RunAsync("restore", Path.Combine(Operator.Backups, backup), "--confirm", Sample.Name, "--force");

        restore.ExitCode.ShouldBe(0, restore.Text);
        (await Sample.GamesAsync()).ShouldBe(20);
        // Whoever wants it back can connect to it.
        var kept = (await Sample.OthersAsync()).ShouldHaveSingleItem();
        (await AskAsync("SELECT count(*) FROM games", kept)).ShouldBe("21");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData(null)]
    public async Task A_scratch_database_that_is_in_use_is_refused(string? name)
    {
        Operator.Set("BACKUP_TEST_DATABASE", name ?? Sample.Name);

        (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(2);

        (await Sample.GamesAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task A_scratch_database_of_somebody_else_is_not_dropped()
    {
        await BackUpAsync();
        await own.Server.CreateDatabaseAsync("precious");
        Operator.Set("BACKUP_TEST_DATABASE", "precious");

        var test = await Operator.RunAsync("restore-test");

        test.ExitCode.ShouldBe(1, test.Text);
        test.DetailOf("restore").ShouldContain("has not made");
        (await own.Server.HasDatabaseAsync("precious")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_restore_test_that_is_interrupted_drops_its_scratch_database()
    {
        await Sample.RunAsync(SlowElsewhere);
        await BackUpAsync();

        using var process = Operator.Start([], "restore-test");
        while (!await own.Server.HasDatabaseAsync(Scratch))
        {
            process.HasExited.ShouldBeFalse();
        }

        await Task.Run(() => System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit(), TestContext.Current.CancellationToken);
        var test = await Operator.EndAsync(process);

        test.ExitCode.ShouldBe(3, test.Text);
        test.OutcomeOf("drop").ShouldBe("pass", test.Text);
        await ShouldHaveNoScratchAsync();
    }

    [Theory]
    [InlineData("CREATEDB", 0)]
    [InlineData("NOCREATEDB", 1)]
    public async Task A_role_needs_no_more_than_to_create_databases(string right, int exitCode)
    {
        var role = $"role_{right.ToLowerInvariant()}";
        await Sample.RunAsync($"CREATE ROLE {role} LOGIN {right}");
        await using var sample = await PostgreSqlSample.CreateAsync(own.Server, role);
        Operator.Set("DATABASE_URL", sample.Url);
        await BackUpAsync();
        string[] restore = ["restore", Path.Combine(Operator.Backups, Operator.BackupFiles[0]), "--confirm", sample.Name];

        (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(exitCode);
        var restored = await Operator.RunAsync(restore);
        restored.ExitCode.ShouldBe(exitCode, restored.Text);
        restored.Text.Contains("ALTER ROLE", StringComparison.Ordinal).ShouldBe(exitCode != 0);
        await using (await sample.StayAsync())
        {
            var forced = await Operator.RunAsync([.. restore, "--force"]);
            forced.ExitCode.ShouldBe(exitCode, forced.Text);
        }
    }

    [Fact]
    public async Task A_role_with_a_password_backs_up_tests_and_restores_and_nobody_without_it()
    {
        const string role = "role_scram";
        const string password = "p:a/s s@w#o?r%d'\"";
        await Sample.RunAsync($"CREATE ROLE {role} LOGIN CREATEDB PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}'");
        (await Sample.FindAsync<string>($"SELECT rolpassword FROM pg_authid WHERE rolname = '{role}'")).ShouldStartWith("SCRAM-SHA-256");
        var rules = Path.Combine(own.Server.DataFolder, "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {role} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken)}", TestContext.Current.CancellationToken);
        await Sample.RunAsync("SELECT pg_reload_conf()");
        await using var sample = await PostgreSqlSample.CreateAsync(own.Server, role, password);
        await sample.AddGameAsync();
        Operator.Set("DATABASE_URL", sample.Url);

        await BackUpAsync();
        (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(0);
        var restored = await Operator.RunAsync("restore", Path.Combine(Operator.Backups, Operator.BackupFiles[0]), "--confirm", sample.Name);
        restored.ExitCode.ShouldBe(0, restored.Text);
        restored.Text.ShouldNotContain(password);
        (await sample.GamesAsync()).ShouldBe(1);

        Operator.Set("DATABASE_URL", sample.Url.Replace(Uri.EscapeDataString(password), "another", StringComparison.Ordinal));
        (await Operator.RunAsync("backup")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_a_killed_restore_left_goes_with_the_next_unless_somebody_uses_it()
    {
        await BackUpAsync();
        var first = Path.Combine(Operator.Backups, Operator.BackupFiles.Single(name => name.EndsWith(".dump", StringComparison.Ordinal)));
        await Sample.RunAsync(SlowElsewhere);
        await BackUpAsync();
        var second = Path.Combine(Operator.Backups, Operator.BackupFiles.Last(name => name.EndsWith(".dump", StringComparison.Ordinal)));

        using var killed = Operator.Start([], "restore", second, "--confirm", Sample.Name);
        while (await AskAsync("SELECT count(*) FROM pg_stat_activity WHERE datname LIKE '%restoring%' AND wait_event = 'PgSleep'") == "0")
        {
            killed.HasExited.ShouldBeFalse();
        }

        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        var leftover = (await Sample.OthersAsync()).ShouldHaveSingleItem();
        (await Operator.RunAsync("restore-test", "--file", first)).DetailOf("sweep").ShouldBe("nothing was left", "pg_restore still works in it");

        await AskAsync("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname LIKE '%restoring%'");
        var restored = await Operator.RunAsync("restore", first, "--confirm", Sample.Name);

        restored.ExitCode.ShouldBe(0, restored.Text);
        restored.DetailOf("sweep").ShouldContain(leftover);
        (await Sample.OthersAsync()).ShouldHaveSingleItem().ShouldContain("replaced_");
    }

    [Fact]
    public async Task A_scratch_database_that_a_killed_test_left_is_in_nobodys_way()
    {
        await BackUpAsync();
        await own.Server.CreateDatabaseAsync(Scratch);
        await AskAsync($"COMMENT ON DATABASE {Scratch} IS 'golive: a scratch database, to be dropped'");

        var test = await Operator.RunAsync("restore-test");

        test.ExitCode.ShouldBe(0, test.Text);
        await ShouldHaveNoScratchAsync();
    }

    /// <summary>Not by the sample's connections, which would count as somebody who uses it.</summary>
    private async Task<string> AskAsync(string sql, string database = "postgres") =>
        (await PostgreSqlServer.RunAsync("psql", "-h", "127.0.0.1", "-p", $"{own.Server.Port}", "-U", "postgres", "-d", database, "-Atc", sql)).Trim();
}
