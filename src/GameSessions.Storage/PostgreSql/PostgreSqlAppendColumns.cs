using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Storage.PostgreSql;

/// <summary>A batch turned on its side: an array for each parameter of <see cref="PostgreSqlAppendStatement"/>. Places count from 1.</summary>
internal static class PostgreSqlAppendColumns
{
    public static object[] Of(IReadOnlyList<Append> batch)
    {
        var places = batch.Index().Select(append => (Place: append.Index + 1L, Append: append.Item)).ToList();
        var events = places.SelectMany(at => at.Append.Events.Select((recorded, index) => (at.Place, Event: recorded, IsFirst: index == 0, at.Append))).ToList();
        var reactions = places.SelectMany(at => (at.Append.Reacting ?? []).Select(sequence => (at.Place, Sequence: sequence, DueAt: at.Append.ReactionDueAt(sequence)))).ToList();
        var seats = places.SelectMany(at => (at.Append.Seats ?? at.Append.Creation?.Seats ?? []).Select(holder => (at.Place, Holder: holder))).ToList();
        return
        [
            Column(batch, append => append.GameId.Value),
            Column(batch, append => append.ExpectedHead),
            Column(batch, append => append.HeadAfter),
            Column(batch, append => Word(append.Status)),
            Column(batch, append => append.Deadline),
            Column(batch, append => append.Events[0].Player?.Value),
            Column(batch, append => append.Command?.Id.Value),
            Column(batch, append => append.Generation),
            Column(batch, append => append.Epoch),
            Column(batch, append => append.Creation?.Kind),
            Column(batch, append => append.Creation?.Options.Text),
            Column(batch, append => Json(append.Creation?.TimeControl)),
            Column(batch, append => append.Creation?.CreatedAt),
            Column(batch, append => Json(append.Creation?.Seats)),

            Column(events, row => row.Place),
            Column(events, row => row.Event.Sequence),
            Column(events, row => row.Event.Type),
            Column(events, row => row.Event.Data.Text),
            Column(events, row => row.Event.Player?.Value),
            Column(events, row => row.Event.CommandId?.Value),
            Column(events, row => row.IsFirst && row.Append.Command is not null ? row.Append.Events.Count : (int?)null),
            Column(events, row => row.Event.At),
            Column(events, row => Json(row.Event.Audience)),

            Column(reactions, row => row.Place),
            Column(reactions, row => row.Sequence),
            Column(reactions, row => row.DueAt),

            Column(seats, row => row.Place),
            Column(seats, row => row.Holder.Seat.Name),
            Column(seats, row => row.Holder.Player?.Value),
            Column(seats, row => row.Holder.KeptFor?.Value),
        ];
    }

    private static TColumn[] Column<TRow, TColumn>(IEnumerable<TRow> rows, Func<TRow, TColumn> value) => [.. rows.Select(value)];

    private static string? Json<T>(T? value)
        where T : class => value is null ? null : RawJson.From(value).Text;

    private static string Word(GameStatus status) => status switch
    {
        GameStatus.Waiting => "waiting",
        GameStatus.Running => "running",
        GameStatus.Finished => "finished",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
