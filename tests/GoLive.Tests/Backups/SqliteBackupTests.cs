namespace GoLive.Tests.Backups;

public sealed class SqliteBackupTests : BackupContract
{
    private protected override Task<Sample> CreateAsync() => SqliteSample.CreateAsync();

    [Fact]
    public async Task A_file_that_is_damaged_is_replaced_only_by_force()
    {
        await BackUpAsync();
        var backup = Operator.BackupFiles.Single(name => name.EndsWith(".db", StringComparison.Ordinal));
        await Sample.KillAsync();
        string[] restore = ["restore", Path.Combine(Operator.Backups, backup), "--confirm", Sample.Name];

        (await Operator.RunAsync(restore)).DetailOf("unused").ShouldContain("cannot be told");
        var forced = await Operator.RunAsync([.. restore, "--force"]);

        forced.ExitCode.ShouldBe(0, forced.Text);
        (await Sample.GamesAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task A_scratch_file_that_would_be_the_database_is_refused()
    {
        var path = ((SqliteSample)Sample).Path;
        Operator.Set("BACKUP_DIR", Path.GetDirectoryName(path)!);
        Operator.Set("BACKUP_TEST_DATABASE", "gw2optimizer");

        (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(2);

        File.Exists(path).ShouldBeTrue();
    }
}
