using System.CommandLine;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive sign RUN --name NAME</c>: a second pair of eyes, after the evidence was read.</summary>
internal static class SignCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "The run's folder below --evidence." };
    private static readonly Option<string> Name = new("--name") { Description = "Who signs.", Required = true };

    public static Command Create()
    {
        var command = new Command("sign", "Signs the decision of a run, once its evidence was read: a signature covers the manifest, and the manifest every file.") { Run, Name };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(Sign(CommonOptions.Read(parsed, TimeProvider.System), parsed.GetValue(Run)!, parsed.GetValue(Name)!));
                return ExitCodes.Pass;
            }
            catch (UsageException e)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{e.Message}\n{e.Hint}".TrimEnd());
                return ExitCodes.Usage;
            }
        });
        return command;
    }

    private static string Sign(Settings settings, string run, string name)
    {
        var past = Runs.Read(settings.EvidenceRoot).SingleOrDefault(one => one.Report.Run == run) ?? throw new UsageException($"{settings.EvidenceRoot} has no finished run {run}.", "Say the name of its folder.");
        var decision = past.Report.Decision ?? throw new UsageException($"{run} decided nothing that could be signed.");
        if (settings.DryRun)
        {
            return $"golive sign would sign {decision} of {run} as {name}.";
        }

        using var key = SigningKey.ReadOrCreate(settings.KeyFile(name));
        Signature.Sign(past.Folder, decision, name, key, settings.Time.GetUtcNow());
        return $"{name} signed {decision} of {run}.";
    }
}
