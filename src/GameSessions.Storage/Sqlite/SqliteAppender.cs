using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>Decides one append at a time with statements that stay prepared on the writer's connection. For its thread only.</summary>
internal sealed class SqliteAppender(SqliteConnection connection)
{
    public const string FindCommandSql =
        """
        SELECT sequence, command_events FROM game_events
        WHERE game_id = @game AND command_id = @command AND user_id IS @user AND command_events IS NOT NULL
        """;

    private readonly SqliteCommand findCommand = connection.Prepare(FindCommandSql, "@game", "@command", "@user");

    private readonly SqliteCommand findLaterHandshake = connection.Prepare(
        "SELECT 1 FROM game_sessions WHERE game_id = @game AND user_id = @user AND generation > @generation",
        "@game", "@user", "@generation");

    private readonly SqliteCommand findHead = connection.Prepare("SELECT head FROM games WHERE id = @game", "@game");

    private readonly SqliteCommand moveHead = connection.Prepare(
        "UPDATE games SET head = @after, status = @status, deadline = @deadline WHERE id = @game AND head = @expected",
        "@game", "@expected", "@after", "@status", "@deadline");

    private readonly SqliteCommand insertGame = connection.Prepare(
        """
        INSERT INTO games (id, head, status, deadline, kind, options, time_control, created_at, first_seats)
        VALUES (@game, @after, @status, @deadline, @kind, @options, @control, @createdAt, @seats) ON CONFLICT DO NOTHING
        """,
        "@game", "@after", "@status", "@deadline", "@kind", "@options", "@control", "@createdAt", "@seats");

    private readonly SqliteCommand insertEvent = connection.Prepare(
        """
        INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at, audience)
        VALUES (@game, @sequence, @type, @data, @user, @command, @count, @at, @audience)
        """,
        "@game", "@sequence", "@type", "@data", "@user", "@command", "@count", "@at", "@audience");

    private readonly SqliteCommand putSeat = connection.Prepare(
        """
        INSERT INTO game_seats (game_id, seat, user_id, kept_for) VALUES (@game, @seat, @user, @keptFor)
        ON CONFLICT (game_id, seat) DO UPDATE SET user_id = excluded.user_id, kept_for = excluded.kept_for
        WHERE user_id IS NOT excluded.user_id OR kept_for IS NOT excluded.kept_for
        """,
        "@game", "@seat", "@user", "@keptFor");

    private readonly SqliteCommand insertReaction = connection.Prepare(
        "INSERT INTO game_reactions (game_id, sequence, due_at) VALUES (@game, @sequence, @dueAt)",
        "@game", "@sequence", "@dueAt");

    private readonly SqliteCommand findEpoch = connection.Prepare("SELECT epoch FROM log_identity");

    public AppendOutcome Store(Append append)
    {
        if (append.Epoch is { } decidedBy && decidedBy != findEpoch.Find(row => row.GetString(0)))
        {
            return new AppendOutcome.Forked();
        }

        var game = append.GameId.Value;
        if (append.Command is { } command && findCommand.With(game, command.Id.Value, command.Player?.Value).Find(ReadRepeated) is { } repeated)
        {
            return repeated;
        }

        if (append.Generation is { } generation && findLaterHandshake.With(game, append.Events[0].Player?.Value, generation).Find(row => row.GetBoolean(0)))
        {
            return new AppendOutcome.Superseded();
        }

        if (!(append.Creation is { } creation ? Create(append, creation) : Move(append)))
        {
            return new AppendOutcome.Behind(findHead.With(game).Find(row => row.GetInt64(0)));
        }

        for (var i = 0; i < append.Events.Count; i++)
        {
            Insert(game, append.Events[i], commandEvents: i == 0 && append.Command is not null ? append.Events.Count : null);
        }

        foreach (var sequence in append.Reacting ?? [])
        {
            insertReaction.With(game, sequence, append.ReactionDueAt(sequence)).ExecuteNonQuery();
        }

        foreach (var holder in append.Seats ?? append.Creation?.Seats ?? [])
        {
            putSeat.With(game, holder.Seat.Name, holder.Player?.Value, holder.KeptFor?.Value).ExecuteNonQuery();
        }

        return new AppendOutcome.Stored(append.HeadAfter);
    }

    public static AppendOutcome.Repeated ReadRepeated(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt32(1));

    private bool Create(Append append, GameCreation creation) => insertGame
        .With(
            append.GameId.Value, append.HeadAfter, Word(append.Status), append.Deadline,
            creation.Kind, creation.Options.Text, creation.TimeControl is { } control ? RawJson.From(control).Text : null, creation.CreatedAt,
            RawJson.From(creation.Seats).Text)
        .ExecuteNonQuery() == 1;

    private bool Move(Append append) => moveHead
        .With(append.GameId.Value, append.ExpectedHead, append.HeadAfter, Word(append.Status), append.Deadline)
        .ExecuteNonQuery() == 1;

    private void Insert(string game, RecordedEvent recorded, int? commandEvents) => insertEvent
        .With(
            game, recorded.Sequence, recorded.Type, recorded.Data.Text, recorded.Player?.Value, recorded.CommandId?.Value, commandEvents,
            recorded.At, recorded.Audience is { } audience ? RawJson.From(audience).Text : null)
        .ExecuteNonQuery();

    private static string Word(GameStatus status) => status switch
    {
        GameStatus.Waiting => "waiting",
        GameStatus.Running => "running",
        GameStatus.Finished => "finished",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
