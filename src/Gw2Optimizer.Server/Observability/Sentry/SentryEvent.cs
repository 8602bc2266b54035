using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>An error as Sentry reads it: what was thrown, where, and in which request. Nothing of what the caller sent but the id of the request.</summary>
/// <remarks>https://develop.sentry.dev/sdk/foundations/envelopes/event-payloads/</remarks>
/// <param name="Id">32 hex digits.</param>
/// <param name="Transaction">Method and route template.</param>
internal sealed record SentryEvent(string Id, DateTimeOffset At, string Environment, string Release, string RequestId, string Transaction, Exception Error)
{
    /// <summary>Of a chain of causes; more tell nothing new.</summary>
    private const int CausesMax = 8;

    private const int FramesMax = 100;

    public JsonObject Write(Scrubber scrubber) => new()
    {
        ["event_id"] = Id,
        ["timestamp"] = At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        ["platform"] = "csharp",
        ["level"] = "error",
        ["environment"] = Environment,
        ["release"] = Release,
        ["transaction"] = Transaction,
        ["tags"] = new JsonObject { ["req_id"] = RequestId },
        // The cause comes first.
        ["exception"] = new JsonObject { ["values"] = new JsonArray([.. Chain(Error).Reverse().Select(error => Describe(error, scrubber))]) },
    };

    /// <summary>Assemblies of this house, as opposed to those that it uses.</summary>
    private static readonly string[] Own = ["Gw2Optimizer", "GameSessions"];

    private static IEnumerable<Exception> Chain(Exception error)
    {
        var cause = error;
        for (var depth = 0; cause is not null && depth < CausesMax; depth++)
        {
            yield return cause;
            cause = cause.InnerException;
        }
    }

    private static JsonObject Describe(Exception error, Scrubber scrubber) => new()
    {
        ["type"] = error.GetType().Name,
        ["module"] = error.GetType().Namespace,
        ["value"] = scrubber.Clean(error.Message),
        // The oldest call comes first.
        ["stacktrace"] = new JsonObject { ["frames"] = new JsonArray([.. new StackTrace(error, fNeedFileInfo: true).GetFrames().Take(FramesMax).Reverse().Select(Describe)]) },
    };

    private static JsonObject Describe(StackFrame frame)
    {
        var method = DiagnosticMethodInfo.Create(frame);
        return new JsonObject
        {
            ["function"] = method?.Name,
            ["module"] = method?.DeclaringTypeName,
            ["filename"] = Path.GetFileName(frame.GetFileName()),
            ["lineno"] = frame.GetFileLineNumber() is > 0 and var line ? line : null,
            ["in_app"] = method is not null && Own.Any(own => method.DeclaringAssemblyName.StartsWith(own, StringComparison.Ordinal)),
        };
    }
}
