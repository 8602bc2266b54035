using Npgsql;

namespace Gw2Optimizer.RealServer.Deployments;

/// <summary>While it lives no notice wakes a node, and none of its own goes out: the connections for it are ended, and each that follows.</summary>
public sealed class WakeUpCut : IAsyncDisposable
{
    private const string EndWakeUps = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE client_port = ANY(@ports) AND pid <> pg_backend_pid() AND (query LIKE 'LISTEN%' OR query LIKE 'NOTIFY%')";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource stop = new();
    private readonly Relay line;
    private readonly Task cutting;

    internal WakeUpCut(string connectionString, Relay line)
    {
        this.line = line;
        cutting = CutAsync(connectionString);
    }

    /// <summary>How many connections were ended.</summary>
    public long Ended { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await cutting;
        stop.Dispose();
    }

    /// <summary>On a new connection whenever the last one has ended: that of a node that went may have left its port to this one.</summary>
    private async Task CutAsync(string connectionString)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
                await connection.OpenAsync();
                await CutAsync(connection);
            }
            catch (NpgsqlException)
            {
                await Task.WhenAny(Task.Delay(Pause, stop.Token));
            }
        }
    }

    private async Task CutAsync(NpgsqlConnection connection)
    {
        await using var end = new NpgsqlCommand(EndWakeUps, connection);
        var ports = end.Parameters.Add("ports", NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Integer);
        while (!stop.IsCancellationRequested)
        {
            ports.Value = line.Ports.ToArray();
            Ended += (long)(await end.ExecuteScalarAsync())!;
            await Task.WhenAny(Task.Delay(Pause, stop.Token));
        }
    }
}
