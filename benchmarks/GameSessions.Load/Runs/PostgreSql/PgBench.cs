using System.Globalization;
using RealStores;

namespace GameSessions.Load.Runs.PostgreSql;

/// <summary>What PostgreSQL's own load generator brings where every event is a transaction of its own.</summary>
internal static class PgBench
{
    /// <summary>The same row into the same table, each client in a game of its own.</summary>
    private const string Script =
        """
        \set sequence :sequence + 1
        INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at, audience) VALUES ('game-' || :client_id::text, :sequence, 'said', '{"n":' || :sequence::text || ',"t":1234567890123456}', 'game-' || :client_id::text || '-left', 'left-' || :sequence::text, 1, :sequence, NULL);
        """;

    public static async Task<double> RunAsync(PostgreSqlServer server, int clients, TimeSpan time)
    {
        await using var database = await EngineDatabase.MakeAsync(server);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script);
            // It may run as another user.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            }

            var output = await PostgreSqlServer.RunAsync(
                "pgbench", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "postgres", "-n", "-M", "prepared", "-D", "sequence=0",
                "-c", $"{clients}", "-j", "2", "-T", $"{(int)Math.Ceiling(time.TotalSeconds)}", "-f", script, database.Name);
            var rate = output.Split('\n').Single(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
            return double.Parse(rate, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(script);
        }
    }
}
