using System.Data.Common;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Storage;

/// <summary>Rows of games and events, which both databases keep in the same columns.</summary>
internal static class StoredRows
{
    /// <summary>kind, options, time_control, created_at, first_seats, head, the oldest sequence kept, sequence and state of the snapshot.</summary>
    public static StoredGame ReadGame(DbDataReader row) => new(
        new GameCreation(
            row.GetString(0),
            new RawJson(row.GetString(1)),
            Text(row, 2) is { } control ? new RawJson(control).To<TimeControl>() : null,
            row.GetInt64(3),
            new RawJson(row.GetString(4)).To<IReadOnlyList<SeatHolder>>()!),
        Head: row.GetInt64(5),
        OldestKept: row.GetInt64(6),
        Text(row, 8) is { } state ? new Snapshot(row.GetInt64(7), new RawJson(state)) : null);

    /// <summary>sequence, type, data, user_id, command_id, at, audience.</summary>
    public static RecordedEvent ReadEvent(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        new RawJson(row.GetString(2)),
        Text(row, 3) is { } player ? new PlayerId(player) : null,
        Text(row, 4) is { } command ? new CommandId(command) : null,
        row.GetInt64(5),
        Text(row, 6) is { } audience ? new RawJson(audience).To<IReadOnlyList<Seat>>() : null);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
