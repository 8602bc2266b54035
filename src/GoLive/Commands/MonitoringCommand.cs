using System.CommandLine;
using System.Text.Json;
using GoLive.Gates;
using GoLive.Monitoring;

namespace GoLive.Commands;

/// <summary><c>golive monitoring</c>: makes the alert rules and dashboards of the thresholds.</summary>
internal static class MonitoringCommand
{
    private static readonly Option<bool> Check = new("--check") { Description = "Write nothing; fail where a file is not as it would be made." };

    private static readonly Option<string> Root = new("--root") { Description = "The folder that holds monitoring/.", DefaultValueFactory = _ => "." };

    public static Command Create()
    {
        var command = new Command("monitoring", $"Make {MonitoringFiles.Alerts} and the dashboards of {SloFile.DefaultPath}.") { Check, Root };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var changed = new List<string>();
            foreach (var (path, text) in MonitoringFiles.Render(CommonOptions.ReadSlo(parsed)))
            {
                var file = Path.Combine(parsed.GetValue(Root)!, path);
                if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellation) != text)
                {
                    changed.Add(path);
                    await WriteAsync(file, text, really: !parsed.GetValue(Check) && !CommonOptions.IsDryRun(parsed), cancellation);
                }
            }

            await output.WriteLineAsync(CommonOptions.IsJson(parsed) ? JsonSerializer.Serialize(new { changed }) : changed.Count > 0 ? string.Join('\n', changed) : "Nothing changed.");
            return changed.Count > 0 && parsed.GetValue(Check) ? ExitCodes.Fail : ExitCodes.Pass;
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
    }

    private static async Task WriteAsync(string file, string text, bool really, CancellationToken cancellation)
    {
        if (really)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancellation);
        }
    }
}
