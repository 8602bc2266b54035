using System.Globalization;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Backups;

/// <summary>Tells how a run ended, for the alerts: the server's admin API where there are credentials, a file for node-exporter where there is a folder for it.</summary>
/// <param name="kind">As the admin API names it.</param>
internal sealed class OutcomeTeller(string kind, HttpClient http, Settings settings)
{
    /// <summary>node-exporter's user reads it.</summary>
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public Step Step(Run run) => new("tell", "tell the server, and node-exporter where BACKUP_TEXTFILE_DIR is set, how it ended", cancellationToken => TellAsync(run, cancellationToken)) { Always = true };

    /// <summary>Nobody who was not told makes a good backup a bad one: a note says so, and the alert on a backup that is late will.</summary>
    private async Task<Finding> TellAsync(Run run, CancellationToken cancellationToken)
    {
        var ok = run.Outcome is Outcome.Pass;
        var finishedAt = settings.Time.GetUtcNow();
        var file = WriteFile(ok, finishedAt);
        var untold = await PostAsync(ok, finishedAt, cancellationToken);
        if (untold is null)
        {
            return Finding.Pass($"told {settings.Server}{file}");
        }

        run.Notes.Add($"The server was not told: {untold}");
        return Finding.Skip($"the server was not told: {untold}{file}", "Set GOLIVE_ADMIN_EMAIL and GOLIVE_ADMIN_PASSWORD of a superuser, and --server; the alert on late backups lives by it.");
    }

    /// <returns>Why it was not told, or null.</returns>
    private async Task<string?> PostAsync(bool ok, DateTimeOffset finishedAt, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await new AdminApi(new Api(http, settings.Server), settings).CallAsync(HttpMethod.Post, "/api/v1/admin/runs", new { kind, ok, finished_at = finishedAt.UtcDateTime }, cancellationToken);
            return answer.IsSuccess ? null : $"{answer}";
        }
        catch (Exception e) when (e is ProbeException or HttpRequestException or OperationCanceledException)
        {
            return e.Message;
        }
    }

    /// <summary>Only of a success: what failed leaves the instant of the last one.</summary>
    /// <returns>What to tell of it.</returns>
    private string WriteFile(bool ok, DateTimeOffset finishedAt)
    {
        if (!ok || settings.Variables.GetValueOrDefault("BACKUP_TEXTFILE_DIR") is not { Length: > 0 } folder)
        {
            return "";
        }

        var metric = $"{kind}_last_success_timestamp_seconds";
        var path = Path.Combine(folder, $"golive_{kind}.prom");
        var aside = $"{path}.partial";
        try
        {
            // node-exporter reads whatever ends in .prom, half written ones too.
            File.WriteAllText(aside, string.Create(CultureInfo.InvariantCulture, $"# TYPE {metric} gauge\n{metric} {finishedAt.ToUnixTimeMilliseconds() / 1000.0:0.000}\n"));
            File.SetUnixFileMode(aside, Readable);
            File.Move(aside, path, overwrite: true);
            return $"; wrote {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"; {path} could not be written: {e.Message}";
        }
    }
}
