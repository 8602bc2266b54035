using GoLive.Backups;

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

    [Theory]
    [InlineData("restore-test")]
    [InlineData("restore")]
    public async Task A_file_that_a_killed_restore_left_goes_with_the_next_unless_a_restore_runs(string verb)
    {
        await BackUpAsync();
        string[] arguments = verb == "restore" ? ["restore", Path.Combine(Operator.Backups, Operator.BackupFiles[0]), "--confirm", Sample.Name] : [verb];
        var path = ((SqliteSample)Sample).Path;
        string[] left = [$"{path}.restoring_20260101_020304_567", $"{path}.restoring_20260101_020304_567-wal"];
        var notes = $"{path}.restoring_notes";
        foreach (var file in left.Append(notes))
        {
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        }

        await using (await new SqliteTarget(path).TryReserveAsync(TestContext.Current.CancellationToken))
        {
            (await Operator.RunAsync(arguments)).ExitCode.ShouldBe(verb == "restore" ? 1 : 0);
            left.ShouldAllBe(file => File.Exists(file));
        }

        var ran = await Operator.RunAsync(arguments);

        ran.ExitCode.ShouldBe(0, ran.Text);
        ran.DetailOf("sweep").ShouldContain(left[0]);
        left.ShouldAllBe(file => !File.Exists(file));
        File.Exists(notes).ShouldBeTrue();
        File.Exists($"{path}.restoring.lock").ShouldBeFalse();
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
