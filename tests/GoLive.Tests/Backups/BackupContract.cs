using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoLive.Backups;

namespace GoLive.Tests.Backups;

/// <summary>What holds of backups whatever the engine.</summary>
public abstract class BackupContract : IAsyncLifetime
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Games = 20;

    internal Sample Sample { get; private set; } = null!;

    internal Operator Operator { get; private set; } = null!;

    private string Newest => Path.Combine(Operator.Backups, Operator.BackupFiles.Last(name => name.EndsWith(Sample.Extension, StringComparison.Ordinal)));

    private protected abstract Task<Sample> CreateAsync();

    public virtual async ValueTask InitializeAsync()
    {
        Sample = await CreateAsync();
        for (var game = 0; game < Games; game++)
        {
            await Sample.AddGameAsync();
        }

        Operator = new Operator(("DATABASE_URL", Sample.Url));
    }

    public async ValueTask DisposeAsync()
    {
        Operator?.Dispose();
        if (Sample is not null)
        {
            await Sample.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_backup_holds_what_its_manifest_says_and_can_be_restored()
    {
        await BackUpAsync();

        var stem = Path.GetFileNameWithoutExtension(Newest);
        stem.ShouldMatch("^backup_[0-9]{8}_[0-9]{6}$");
        Operator.BackupFiles.ShouldBe([.. new[] { $"{stem}{Sample.Extension}", $"{stem}{Sample.Extension}.sha256", $"{stem}.json" }.Order(StringComparer.Ordinal)]);
        Operator.BackupFiles.ShouldAllBe(file => File.GetUnixFileMode(Path.Combine(Operator.Backups, file)) == OwnerOnly);
        var manifest = BackupManifest.Read(Path.ChangeExtension(Newest, ".json"));
        manifest.Tables["games"].Rows.ShouldBe(Games);
        manifest.Migrations.ShouldContainKey("sessions");
        manifest.Size.ShouldBe(new FileInfo(Newest).Length);
        File.ReadAllText($"{Newest}.sha256").ShouldBe($"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Newest)))}  {Path.GetFileName(Newest)}\n");

        var test = await Operator.RunAsync("restore-test");

        test.ExitCode.ShouldBe(0, test.Text);
        test.DetailOf("compare").ShouldContain(manifest.ContentHash);
        await ShouldHaveNoScratchAsync();
    }

    [Fact]
    public async Task The_manifest_counts_the_rows_of_the_copy_though_rows_are_written_meanwhile()
    {
        // As much as takes a moment to copy.
        await Sample.AddGameAsync(new string('x', 20_000_000));
        using var over = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    await Sample.AddGameAsync();
                }
            },
            TestContext.Current.CancellationToken);
        try
        {
            for (var meanwhile = 0; meanwhile < 3;)
            {
                var before = await Sample.GamesAsync();
                await BackUpAsync();
                var after = await Sample.GamesAsync();

                var tables = BackupManifest.Read(Path.ChangeExtension(Newest, ".json")).Tables;
                tables["games"].Rows.ShouldBeInRange(before, after);
                meanwhile += after > before ? 1 : 0;
                // Both are written by one transaction.
                tables["game_snapshots"].Rows.ShouldBe(tables["games"].Rows);
                var test = await Operator.RunAsync("restore-test");
                test.ExitCode.ShouldBe(0, test.Text);
            }
        }
        finally
        {
            await over.CancelAsync();
            await writing;
        }
    }

    [Theory]
    [InlineData("corrupt", "check", "corrupt")]
    [InlineData("truncated", "check", "bytes of")]
    [InlineData("empty", "check", "empty")]
    [InlineData("without its manifest", "check", "cannot be read")]
    [InlineData("with a manifest that is none", "check", "cannot be read")]
    [InlineData("cut before its checksum was made", "check", "")]
    [InlineData("of other rows", "compare", "games has 20 rows instead of 21")]
    [InlineData("of a changed row", "compare", "games has other rows")]
    [InlineData("of other migrations", "compare", "the migrations of sessions end at")]
    public async Task A_restore_test_fails_on_a_backup_that_is(string damage, string step, string message)
    {
        await BackUpAsync();
        Damage(damage);

        var test = await Operator.RunAsync("restore-test");

        test.ExitCode.ShouldBe(1, test.Text);
        test.OutcomeOf(step).ShouldBe("fail", test.Text);
        test.DetailOf(step).ShouldContain(message);
        await ShouldHaveNoScratchAsync();
    }

    [Fact]
    public async Task A_restore_test_without_a_backup_fails()
    {
        var test = await Operator.RunAsync("restore-test");

        test.ExitCode.ShouldBe(1, test.Text);
        test.DetailOf("choose").ShouldContain("There is no backup");
    }

    [Fact]
    public async Task A_restore_test_of_a_named_file_takes_that_one()
    {
        await BackUpAsync();
        var first = Newest;
        await Sample.AddGameAsync();
        await BackUpAsync();
        File.WriteAllText(Newest, "");

        (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(1);
        (await Operator.RunAsync("restore-test", "--file", first)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_dead_database_fails_a_backup_and_leaves_nothing()
    {
        await Sample.KillAsync();

        var backup = await Operator.RunAsync("backup");

        backup.ExitCode.ShouldBe(1, backup.Text);
        backup.OutcomeOf("dump").ShouldBe("fail");
        Operator.BackupFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_fails_a_backup_and_leaves_what_was_there()
    {
        await BackUpAsync();
        var before = Operator.BackupFiles;
        // Noise, or it would be compressed.
        await Sample.AddGameAsync(Convert.ToHexString(RandomNumberGenerator.GetBytes(1_000_000)));

        // A limit of the process's files stands for the disk: it needs no rights and no mount.
        using var process = Operator.Start(["sh", "-c", "trap '' XFSZ; exec prlimit --fsize=200000: \"$0\" \"$@\""], "backup");
        var backup = await Operator.EndAsync(process);

        backup.ExitCode.ShouldBe(1, backup.Text);
        backup.OutcomeOf("dump").ShouldBe("fail", backup.Text);
        Operator.BackupFiles.ShouldBe(before);
    }

    [Fact]
    public async Task Of_two_backups_at_once_the_second_fails_and_says_so()
    {
        using (new BackupFolder(Operator.Backups, Sample.Extension).Lock("backup"))
        {
            var backup = await Operator.RunAsync("backup");

            backup.ExitCode.ShouldBe(1, backup.Text);
            backup.DetailOf("lock").ShouldContain("Another backup runs");
            Operator.BackupFiles.ShouldBeEmpty();
        }

        await BackUpAsync();
    }

    [Fact]
    public async Task A_backup_sweeps_what_killed_ones_left_and_old_ones_but_nothing_else()
    {
        await BackUpAsync();
        var name = Path.GetFileName(Newest);
        string[] leftovers = [$".backup_20250101_020000{Sample.Extension}.partial", ".backup_20250101_020000.json.partial", "backup_20250102_020000.json", $"backup_20250102_020000{Sample.Extension}.sha256", $"backup_20250103_020000{Sample.Extension}"];
        string[] foreign = [$"backup_2025_old{Sample.Extension}", $"my_backup_20250101_020000{Sample.Extension}", "notes.txt", ".backup_20250101_020000.partial"];
        foreach (var file in leftovers.Concat(foreign))
        {
            await File.WriteAllTextAsync(Path.Combine(Operator.Backups, file), "something", TestContext.Current.CancellationToken);
        }

        await BackUpAsync();

        Operator.BackupFiles.ShouldContain(name);
        Operator.BackupFiles.Intersect(leftovers).ShouldBeEmpty();
        Operator.BackupFiles.Intersect(foreign).ShouldBe(foreign, ignoreOrder: true);
    }

    [Fact]
    public async Task A_restore_brings_back_what_was_keeps_what_is_and_makes_another_log()
    {
        await BackUpAsync();
        var epoch = await Sample.FindAsync<string>(Sample.EpochSql);
        await Sample.AddGameAsync();

        var restore = await Operator.RunAsync("restore", Newest, "--confirm", Sample.Name);

        restore.ExitCode.ShouldBe(0, restore.Text);
        (await Sample.GamesAsync()).ShouldBe(Games);
        (await Sample.FindAsync<string>(Sample.EpochSql)).ShouldNotBe(epoch);
        var kept = (await Sample.OthersAsync()).ShouldHaveSingleItem();
        kept.ShouldStartWith(Sample.Name);
        kept.ShouldContain("replaced_");
        restore.DetailOf("swap").ShouldContain(kept);
        // And on: it is a database like any other.
        await Sample.AddGameAsync();
        await BackUpAsync();
        (await Operator.RunAsync("restore-test")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_restore_of_a_damaged_backup_changes_nothing()
    {
        await BackUpAsync();
        Damage("of other rows");
        await Sample.AddGameAsync();

        var restore = await Operator.RunAsync("restore", Newest, "--confirm", Sample.Name);

        restore.ExitCode.ShouldBe(1, restore.Text);
        (await Sample.GamesAsync()).ShouldBe(Games + 1);
        (await Sample.OthersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restore_refuses_while_somebody_is_connected()
    {
        await BackUpAsync();
        await Sample.AddGameAsync();
        await using (await Sample.StayAsync())
        {
            var restore = await Operator.RunAsync("restore", Newest, "--confirm", Sample.Name);

            restore.ExitCode.ShouldBe(1, restore.Text);
            restore.OutcomeOf("unused").ShouldBe("fail", restore.Text);
            (await Sample.OthersAsync()).ShouldBeEmpty();
        }

        (await Sample.GamesAsync()).ShouldBe(Games + 1);
        (await Operator.RunAsync("restore", Newest, "--confirm", Sample.Name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_restore_makes_a_database_that_is_gone()
    {
        await BackUpAsync();
        if (Sample is SqliteSample file)
        {
            File.Delete(file.Path);
        }
        else
        {
            await Sample.KillAsync();
        }

        var restore = await Operator.RunAsync("restore", Newest, "--confirm", Sample.Name);

        restore.ExitCode.ShouldBe(0, restore.Text);
        restore.DetailOf("swap").ShouldContain("there was none before");
        (await Sample.GamesAsync()).ShouldBe(Games);
    }

    [Fact]
    public async Task A_restore_that_confirms_another_name_is_refused()
    {
        await BackUpAsync();

        var restore = await Operator.RunAsync("restore", Newest, "--confirm", "another");

        restore.ExitCode.ShouldBe(2, restore.Text);
        restore.Text.ShouldContain(Sample.Name);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_restore_asks_for_the_name_of_the_database(bool right, int exitCode)
    {
        await BackUpAsync();
        await Sample.AddGameAsync();

        using var process = Operator.Start([], "restore", Newest);
        await process.StandardInput.WriteLineAsync(right ? Sample.Name : "yes");
        var restore = await Operator.EndAsync(process);

        restore.ExitCode.ShouldBe(exitCode, restore.Text);
        (await Sample.GamesAsync()).ShouldBe(right ? Games : Games + 1);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing()
    {
        (await Operator.RunAsync("backup", "--dry-run")).ExitCode.ShouldBe(0);
        (await Operator.RunAsync("restore", "nowhere.dump", "--dry-run")).ExitCode.ShouldBe(0);

        Directory.Exists(Operator.Backups).ShouldBeFalse();
    }

    private protected async Task<Ran> BackUpAsync()
    {
        var backup = await Operator.RunAsync("backup");
        backup.ExitCode.ShouldBe(0, backup.Text);
        return backup;
    }

    private protected async Task ShouldHaveNoScratchAsync()
    {
        (await Sample.OthersAsync()).ShouldBeEmpty();
        Operator.BackupFiles.ShouldAllBe(file => file.StartsWith("backup_", StringComparison.Ordinal));
    }

    private void Damage(string damage)
    {
        var manifest = Path.ChangeExtension(Newest, ".json");
        var bytes = File.ReadAllBytes(Newest);
        switch (damage)
        {
            case "corrupt":
                bytes[^200] ^= 1;
                File.WriteAllBytes(Newest, bytes);
                break;
            case "truncated":
                File.WriteAllBytes(Newest, bytes[..^1]);
                break;
            case "empty":
                File.WriteAllBytes(Newest, []);
                break;
            case "without its manifest":
                File.Delete(manifest);
                break;
            case "with a manifest that is none":
                File.WriteAllText(manifest, "{}");
                break;
            case "cut before its checksum was made":
                File.WriteAllBytes(Newest, bytes[..(bytes.Length / 2)]);
                ChangeManifest(json =>
                {
                    json["size"] = bytes.Length / 2;
                    json["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, bytes.Length / 2)));
                });
                break;
            case "of other rows":
                ChangeManifest(json => json["tables"]!["games"]!["rows"] = Games + 1);
                break;
            case "of a changed row":
                ChangeManifest(json => json["tables"]!["games"]!["hash"] = new string('0', 32));
                break;
            case "of other migrations":
                ChangeManifest(json => json["migrations"]!["sessions"] = 99);
                break;
            default:
                throw new UnreachableException(damage);
        }

        void ChangeManifest(Action<JsonNode> change)
        {
            var json = JsonNode.Parse(File.ReadAllText(manifest))!;
            change(json);
            File.WriteAllText(manifest, json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }
    }
}
