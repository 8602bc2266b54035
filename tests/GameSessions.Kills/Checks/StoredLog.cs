using System.Data;
using System.Data.Common;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.RealServer.Deployments;

namespace GameSessions.Kills.Checks;

/// <summary>A game as it lies in the servers' database.</summary>
/// <param name="CommandEvents">How many events a command caused, by the sequence of its first.</param>
/// <param name="Acks">The stored ack by player.</param>
/// <param name="Outages">All times in which nobody served, whichever the game.</param>
internal sealed record StoredLog(
    GameCreation Creation,
    long Head,
    string Status,
    IReadOnlyList<RecordedEvent> Events,
    IReadOnlyDictionary<long, long> CommandEvents,
    IReadOnlyDictionary<PlayerId, long> Acks,
    IReadOnlyList<Outage> Outages)
{
    /// <summary>Reads beside servers that run, or after them. One transaction, so that all of it is of one instant.</summary>
    public static StoredLog Read(Deployment deployment, GameId game)
    {
        using var connection = deployment.Connect();
        connection.Open();
        using var transaction = deployment.BeginSnapshot(connection);
        var (creation, head, status) = Query(
            connection,
            "SELECT kind, options, time_control, created_at, first_seats, head, status FROM games WHERE id = @game",
            game,
            row => (
                new GameCreation(
                    row.GetString(0),
                    new RawJson(row.GetString(1)),
                    row.IsDBNull(2) ? null : new RawJson(row.GetString(2)).To<TimeControl>(),
                    row.GetInt64(3),
                    new RawJson(row.GetString(4)).To<IReadOnlyList<SeatHolder>>()!),
                row.GetInt64(5),
                row.GetString(6))).Single();
        var events = Query(
            connection,
            "SELECT sequence, type, data, user_id, command_id, at, audience, command_events FROM game_events WHERE game_id = @game ORDER BY sequence",
            game,
            row => (Recorded: ReadEvent(row), Caused: row.IsDBNull(7) ? (long?)null : row.GetInt64(7)));
        var acks = Query(connection, "SELECT user_id, last_ack FROM game_sessions WHERE game_id = @game", game, row => (new PlayerId(row.GetString(0)), row.GetInt64(1)));
        var outages = Query(connection, "SELECT began_at, ended_at FROM outages WHERE @game = @game ORDER BY ended_at", game, row => new Outage(row.GetInt64(0), row.GetInt64(1)));
        return new StoredLog(
            creation,
            head,
            status,
            [.. events.Select(one => one.Recorded)],
            events.Where(one => one.Caused is not null).ToDictionary(one => one.Recorded.Sequence, one => one.Caused!.Value),
            acks.ToDictionary(one => one.Item1, one => one.Item2),
            outages);
    }

    private static RecordedEvent ReadEvent(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        new RawJson(row.GetString(2)),
        row.IsDBNull(3) ? null : new PlayerId(row.GetString(3)),
        row.IsDBNull(4) ? null : new CommandId(row.GetString(4)),
        row.GetInt64(5),
        row.IsDBNull(6) ? null : new RawJson(row.GetString(6)).To<IReadOnlyList<Seat>>());

    private static List<T> Query<T>(DbConnection connection, string sql, GameId game, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var id = command.CreateParameter();
        (id.ParameterName, id.DbType, id.Value) = ("@game", DbType.String, game.Value);
        command.Parameters.Add(id);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
