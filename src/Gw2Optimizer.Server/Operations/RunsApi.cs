using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Operations;

/// <summary><c>POST /admin/runs</c>: an operator's tool tells how a run ended.</summary>
internal static partial class RunsApi
{
    /// <summary>The clocks of two machines may differ by so much.</summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, RunKind> Kinds = new(StringComparer.Ordinal) { ["backup"] = RunKind.Backup, ["restore_test"] = RunKind.RestoreTest };

    public static void MapRuns(this RouteGroupBuilder api) => api.MapPost("/admin/runs", TellAsync).RequireSuperuser()
        .Told("Operations", "Tells how a backup or a restore test ended. The timestamps of last successes come from here.")
        .TakesJson(Field.Choice("kind", [.. Kinds.Keys]), Field.Switch("ok", true), Field.Instant("finished_at", "2025-11-16T02:00:07Z"))
        .Answers(201, """{"kind":"backup","ok":true,"finished_at":"2025-11-16T02:00:07Z"}""");

    private static async Task<IResult> TellAsync(HttpContext http, RunLedger ledger, TimeProvider time, ILoggerFactory logs)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var kind = body.Fields.RequiredWord("kind", Kinds);
        var ok = body.Fields.RequiredSwitch("ok");
        var finishedAt = body.Fields.RequiredInstant("finished_at");
        if (finishedAt > time.GetUtcNow() + AheadMax)
        {
            body.Fields.Refuse("finished_at", "Must not lie in the future.");
        }

        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var log = logs.CreateLogger(nameof(RunsApi));
        if (ok)
        {
            RunSucceeded(log, kind);
            await ledger.SucceededAsync(kind, finishedAt);
        }
        else
        {
            RunFailed(log, kind);
        }

        return JsonAnswers.Created(new { Kind = kind, Ok = ok, FinishedAt = finishedAt.UtcDateTime });
    }

    [LoggerMessage(LogLevel.Information, "{Kind} succeeded.")]
    private static partial void RunSucceeded(ILogger log, RunKind kind);

    [LoggerMessage(LogLevel.Warning, "{Kind} failed.")]
    private static partial void RunFailed(ILogger log, RunKind kind);
}
