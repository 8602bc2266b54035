using System.Diagnostics.Metrics;
using GameSessions.Hosting;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Nodes;
using GoLive.Commands;
using GoLive.Gates;
using Microsoft.Extensions.Logging.Abstractions;

namespace House.Tests.Docs;

/// <summary>What operators read: the engine's figures, and the thresholds.</summary>
internal static class OperatorTables
{
    public static string Of(string name) => name switch
    {
        "metrics" => ProtocolTables.Table(["metric", "kind", "what"], Instruments().Select(one => (string[])[$"`{one.Name}`", KindOf(one), one.Description ?? ""])),
        "slo" => ProtocolTables.Table(
            ["what", "unit", "goal", "staging gate", "canary gate"],
            Slos.Slos.Where(slo => slo.Goal is not null).Select(slo => (string[])[slo.What, slo.Unit, Text(slo.Goal), Text(slo.Staging), Text(slo.Canary)])),
        "alerts" => ProtocolTables.Table(
            ["alert", "severity", "what", "tells when not", "for"],
            Slos.Slos.SelectMany(slo => slo.Alerts.Select(alert => (string[])[$"[{alert.Name}](RUNBOOK_PRODUCTION.md#{alert.Name.ToLowerInvariant()})", $"{alert.Severity}".ToLowerInvariant(), slo.What, $"{alert.Bound} {slo.Unit}", alert.For == TimeSpan.Zero ? "at once" : Durations.Text(alert.For)]))),
        "verbs" => ProtocolTables.Table(["verb", "does"], GoLiveCommand.Create().Subcommands.Select(verb => (string[])[$"`golive {verb.Name}`", verb.Description ?? ""])),
        _ => throw new ArgumentException($"There is no table {name}.", nameof(name)),
    };

    public static SloFile Slos => SloFile.Read(Path.Combine(Repository.Root, SloFile.DefaultPath));

    /// <summary>Every instrument of a node.</summary>
    public static IReadOnlyList<Instrument> Instruments()
    {
        using var meter = new Meter(nameof(OperatorTables));
        var found = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => found.AddRange(instrument.Meter == meter ? [instrument] : []) };
        listener.Start();
        var store = new InMemoryStore(TimeProvider.System, "epoch");
        _ = new SessionNode(
            new NodeParts(new("node"), store, store, store, store, [], TimeProvider.System, new NoEntropy(), NullLogger.Instance, meter), new SessionOptions());
        return [.. found.OrderBy(instrument => instrument.Name, StringComparer.Ordinal)];
    }

    private static string KindOf(Instrument instrument) =>
        instrument.GetType().Name is var name && name.StartsWith("Counter", StringComparison.Ordinal) ? "counter"
        : name.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
        : "gauge";

    private static string Text(Bound? bound) => bound?.ToString() ?? "-";

    private sealed class NoEntropy : IEntropy
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
