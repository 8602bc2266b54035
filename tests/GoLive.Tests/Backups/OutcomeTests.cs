namespace GoLive.Tests.Backups;

/// <summary>Who hears how a backup ended.</summary>
public sealed class OutcomeTests : IAsyncLifetime
{
    private Operator @operator = null!;
    private Sample sample = null!;

    private string TextFile => Path.Combine(@operator.Folder, "golive_backup.prom");

    public async ValueTask InitializeAsync()
    {
        sample = await SqliteSample.CreateAsync();
        @operator = new Operator(("DATABASE_URL", sample.Url));
    }

    public async ValueTask DisposeAsync()
    {
        @operator.Dispose();
        await sample.DisposeAsync();
    }

    [Theory]
    [InlineData(false, "No superuser is named")]
    [InlineData(true, "refused")]
    public async Task A_backup_of_which_no_server_was_told_is_a_backup_with_a_note(bool hasCredentials, string why)
    {
        if (hasCredentials)
        {
            @operator.Set("GOLIVE_ADMIN_EMAIL", "admin@example.org");
            @operator.Set("GOLIVE_ADMIN_PASSWORD", "password");
        }

        // Nobody listens there.
        var backup = await @operator.RunAsync("backup", "--server", "http://127.0.0.1:1");

        backup.ExitCode.ShouldBe(0, backup.Text);
        backup.OutcomeOf("tell").ShouldBe("skipped");
        backup.DetailOf("tell").ShouldContain("the server was not told");
        backup.Report!.Value.GetProperty("notes").ToString().ShouldContain(why);
    }

    [Fact]
    public async Task A_backup_that_succeeded_leaves_its_instant_for_node_exporter_and_one_that_failed_leaves_it_alone()
    {
        @operator.Set("BACKUP_TEXTFILE_DIR", @operator.Folder);

        (await @operator.RunAsync("backup")).ExitCode.ShouldBe(0);

        var text = await File.ReadAllTextAsync(TextFile, TestContext.Current.CancellationToken);
        text.ShouldMatch(@"^# TYPE backup_last_success_timestamp_seconds gauge\nbackup_last_success_timestamp_seconds [0-9]{10}\.[0-9]{3}\n\z");
        await sample.KillAsync();
        (await @operator.RunAsync("backup")).ExitCode.ShouldBe(1);
        (await File.ReadAllTextAsync(TextFile, TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Theory]
    [InlineData("DATABASE_URL", "mysql://root@localhost/x")]
    [InlineData("DATABASE_URL", "postgres://localhost")]
    [InlineData("BACKUP_RETENTION_DAYS", "0")]
    [InlineData("BACKUP_RETENTION_DAYS", "a month")]
    public async Task Variables_that_make_no_sense_are_refused(string name, string value)
    {
        @operator.Set(name, value);

        var backup = await @operator.RunAsync("backup");

        backup.ExitCode.ShouldBe(2, backup.Text);
        backup.Text.ShouldContain(name);
    }
}
