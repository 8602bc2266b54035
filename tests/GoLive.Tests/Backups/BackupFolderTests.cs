using System.Security.Cryptography;
using System.Text;
using GoLive.Backups;

namespace GoLive.Tests.Backups;

/// <summary>Which backups are kept.</summary>
public sealed class BackupFolderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 11, 16, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("golive-folder-");

    private BackupFolder Folder => new(directory.FullName, ".dump");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task Backups_are_kept_for_as_long_as_was_said()
    {
        Make(Now - TimeSpan.FromDays(29));
        Make(Now - TimeSpan.FromDays(31));
        Make(Now);

        (await RetainAsync()).ShouldBe(["backup_20251016_020000.dump"]);

        Directory.EnumerateFiles(directory.FullName).Count().ShouldBe(6);
    }

    [Fact]
    public async Task The_last_good_backup_is_kept_however_old_it_is()
    {
        Make(Now - TimeSpan.FromDays(90));
        var lastGood = Make(Now - TimeSpan.FromDays(80));
        var corrupt = Make(Now - TimeSpan.FromDays(70));
        File.WriteAllText(corrupt.Path, "Backup");
        Make(Now).Delete();

        (await RetainAsync()).ShouldBe([corrupt.Name, "backup_20250818_020000.dump"]);

        Folder.Backups.ShouldBe([lastGood]);
    }

    [Fact]
    public async Task Backups_of_another_engine_and_files_of_others_are_left_alone()
    {
        string[] others = ["backup_20200101_020000.db", "backup_20200101_020000.dump.old", "backup_20200101_02000.dump", "xbackup_20200101_020000.dump", "backup_20200101_020000.dump\n"];
        foreach (var other in others)
        {
            File.WriteAllText(Path.Combine(directory.FullName, other), "");
        }

        Make(Now);

        (await RetainAsync()).ShouldBeEmpty();
        Folder.Sweep().ShouldBeEmpty();
    }

    [Fact]
    public void A_second_backup_of_one_second_gets_the_name_of_the_next()
    {
        Make(Now);

        Folder.Next(Now).Name.ShouldBe("backup_20251116_020001.dump");
    }

    private Task<IReadOnlyList<string>> RetainAsync() => Folder.RetainAsync(Age, Now, TestContext.Current.CancellationToken);

    private BackupFile Make(DateTimeOffset at)
    {
        var backup = Folder.Next(at);
        var bytes = Encoding.UTF8.GetBytes("backup");
        File.WriteAllBytes(backup.Path, bytes);
        File.WriteAllText(backup.ChecksumPath, "");
        File.WriteAllText(backup.ManifestPath, new BackupManifest
        {
            File = backup.Name,
            Engine = "postgresql",
            EngineVersion = "15",
            Database = "database",
            TakenAt = at,
            Size = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Tables = [],
            Migrations = [],
            ContentHash = "",
        }.ToJson());
        return backup;
    }
}
