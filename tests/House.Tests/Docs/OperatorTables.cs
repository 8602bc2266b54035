using System.Diagnostics.Metrics;
using GameSessions.Hosting;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace House.Tests.Docs;

/// <summary>What operators read: the engine's figures, and the thresholds.</summary>
internal static class OperatorTables
{
    public static string Of(string name) => name switch
    {
        "metrics" => ProtocolTables.Table(["metric", "kind", "what"], Instruments().Select(one => (string[])[$"`{one.Name}`", KindOf(one), one.Description ?? ""])),
        "slo" => ProtocolTables.Table(
            ["what", "unit", "goal", "staging gate", "canary gate", "alert"],
            SloFile.Read().Select(slo => (string[])[slo.What, slo.Unit, Bound(slo.Goal), Bound(slo.Staging), Bound(slo.Canary), Bound(slo.Alert)])),
        _ => throw new ArgumentException($"There is no table {name}.", nameof(name)),
    };

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

    private static string Bound(Dictionary<string, string>? bound) => bound is null ? "-" : string.Join(", ", bound.Select(one => $"{one.Key} {one.Value}"));

    private sealed class NoEntropy : IEntropy
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
