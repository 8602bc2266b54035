using GameSessions.Games;
using GameSessions.Log;
using Npgsql;
using RealStores;

namespace GameSessions.Load.Runs.PostgreSql;

/// <summary>The same rows into the same table, a batch a transaction, by one prepared statement and nothing else.</summary>
internal static class RawInserts
{
    private const string Sql =
        """
        INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at, audience)
        SELECT game_id, sequence, type, data, user_id, command_id, 1, at, NULL
        FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[]) AS event (game_id, sequence, type, data, user_id, command_id, at)
        """;

    public static async Task<double> WriteAsync(PostgreSqlServer server, int writers, int batch, TimeSpan time)
    {
        await using var database = await EngineDatabase.MakeAsync(server);
        var connections = new List<NpgsqlConnection>();
        for (var writer = 0; writer < writers; writer++)
        {
            connections.Add(new NpgsqlConnection($"{database.ConnectionString};Max Auto Prepare=8;Auto Prepare Min Usages=2"));
            await connections[writer].OpenAsync();
        }

        var sequences = new long[writers];
        var rate = await Rate.MeasureAsync(writers, time, async writer =>
        {
            await InsertAsync(connections[writer], [.. Enumerable.Range(0, batch).Select(i => new GameId($"game-{writer}-{i}"))], ++sequences[writer]);
            return batch;
        });
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return rate;
    }

    private static async Task InsertAsync(NpgsqlConnection connection, IReadOnlyList<GameId> games, long sequence)
    {
        var events = games.Select(game => Durable.Event(sequence, game)).ToList();
        await using var insert = new NpgsqlCommand(Sql, connection);
        insert.Parameters.Add(new NpgsqlParameter { Value = games.Select(game => game.Value).ToArray() });
        Add(one => one.Sequence);
        Add(one => one.Type);
        Add(one => one.Data.Text);
        Add(one => one.Player?.Value);
        Add(one => one.CommandId?.Value);
        Add(one => one.At);
        await insert.ExecuteNonQueryAsync();

        void Add<T>(Func<RecordedEvent, T> value) => insert.Parameters.Add(new NpgsqlParameter { Value = events.Select(value).ToArray() });
    }
}
