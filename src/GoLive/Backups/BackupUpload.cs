using GoLive.Probes;

namespace GoLive.Backups;

/// <summary>Copies backups to a bucket by the command <c>aws</c>, which finds credentials and region by its own rules.</summary>
internal sealed class BackupUpload(string bucket, IReadOnlyDictionary<string, string> variables)
{
    /// <exception cref="ProbeException">It did not get there.</exception>
    public async Task SendAsync(BackupFile backup, CancellationToken cancellationToken)
    {
        // The manifest last: where it is, all is.
        foreach (var file in new[] { backup.Path, backup.ManifestPath })
        {
            var target = $"s3://{bucket}/{Path.GetFileName(file)}";
            var result = await Tool.RunAsync("aws", ["s3", "cp", "--only-show-errors", .. Endpoint(), file, target], cancellationToken, variables.Where(one => one.Key.StartsWith("AWS_", StringComparison.Ordinal)).Select(one => (one.Key, one.Value)));
            if (result.ExitCode != 0)
            {
                throw ProbeException.Fail($"{target} was not written: {result.Errors.Trim()}", $"The backup is whole, at {backup.Path}. Mend it and run golive backup again, or copy it by hand.");
            }
        }
    }

    /// <remarks>Said again as an option, since versions of the command before 2.13, such as Debian 12's, do not know the variable.</remarks>
    private IEnumerable<string> Endpoint() => variables.GetValueOrDefault("AWS_ENDPOINT_URL") is { Length: > 0 } url ? ["--endpoint-url", url] : [];
}
