using System.CommandLine;
using GoLive.Backups;

namespace GoLive.Commands;

/// <summary><c>golive backup</c>.</summary>
internal static class BackupCommand
{
    private static readonly Option<bool> Upload = new("--upload") { Description = $"Copy it to a bucket too: BACKUP_S3_BUCKET, or {BackupSettings.DefaultBucket}. Done without it where BACKUP_S3_BUCKET is set." };

    public static Command Create() => VerbCommand.Create(
        "backup",
        $"Copy the database that DATABASE_URL names into BACKUP_DIR (default {BackupSettings.DefaultDirectory}), checked, with checksum and manifest; keeps BACKUP_RETENTION_DAYS ({BackupSettings.DefaultRetentionDays}).",
        [Upload],
        (settings, parsed) =>
        {
            var backups = BackupSettings.Read(settings.Variables);
            return new BackupVerb(BackupTargets.Of(settings.Variables), parsed.GetValue(Upload) ? backups with { Bucket = backups.Bucket ?? BackupSettings.DefaultBucket } : backups, settings);
        });
}
