using System.Diagnostics.Metrics;

namespace Gw2Optimizer.Server.Storage;

/// <summary>Counts the connections of this process's pools as Npgsql's own meter tells them.</summary>
internal sealed class PostgreSqlConnections : IDisposable
{
    private const string MeterName = "Npgsql";
    private const string CountName = "db.client.connection.count";
    private const string MaxName = "db.client.connection.max";
    private const string StateTag = "db.client.connection.state";

    private readonly Lock gate = new();
    private readonly MeterListener listener = new();
    private ConnectionCounts counts;

    public PostgreSqlConnections()
    {
        listener.InstrumentPublished = (instrument, by) =>
        {
            if (instrument is { Meter.Name: MeterName, Name: CountName or MaxName })
            {
                by.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.Start();
    }

    public ConnectionCounts Count()
    {
        lock (gate)
        {
            counts = default;
            listener.RecordObservableInstruments();
            return counts;
        }
    }

    public void Dispose() => listener.Dispose();

    private void Add(string name, int value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        counts = name is MaxName ? counts with { Max = counts.Max + value }
            : IsIdle(tags) ? counts with { Idle = counts.Idle + value }
            : counts with { Active = counts.Active + value };
    }

    private static bool IsIdle(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name is StateTag)
            {
                return value is "idle";
            }
        }

        return false;
    }
}
