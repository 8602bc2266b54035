using System.Globalization;

namespace GoLive.Backups;

/// <summary>What variables say of backups.</summary>
/// <param name="Retention">For how long backups are kept.</param>
/// <param name="Bucket">Where copies go; null: nowhere.</param>
/// <param name="TestDatabase">The scratch database of restore tests.</param>
internal sealed record BackupSettings(string Directory, TimeSpan Retention, string? Bucket, string TestDatabase)
{
    public const string DefaultDirectory = "/backups/postgres";
    public const string DefaultBucket = "gw2optimizer-backups";
    public const string DefaultTestDatabase = "gw2optimizer_test_restore";
    public const int DefaultRetentionDays = 30;
    private const int RetentionDaysMax = 36_500;

    /// <exception cref="UsageException">Something cannot be understood.</exception>
    public static BackupSettings Read(IReadOnlyDictionary<string, string> variables)
    {
        var days = Text("BACKUP_RETENTION_DAYS") is { } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said is > 0 and <= RetentionDaysMax
                ? said
                : throw new UsageException($"BACKUP_RETENTION_DAYS is '{text}'.", $"A number of days, from 1 to {RetentionDaysMax}.")
            : DefaultRetentionDays;
        return new BackupSettings(Path.GetFullPath(Text("BACKUP_DIR") ?? DefaultDirectory), TimeSpan.FromDays(days), Text("BACKUP_S3_BUCKET"), Text("BACKUP_TEST_DATABASE") ?? DefaultTestDatabase);

        string? Text(string name) => variables.GetValueOrDefault(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }
}
