using GameSessions.Hosting.Storage;
using GameSessions.Log;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>Writes batches of appends and reads what became of each.</summary>
internal sealed class PostgreSqlAppender(PostgreSqlDatabase database)
{
    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch)
    {
        foreach (var append in batch)
        {
            append.ThrowIfMalformed();
        }

        if (batch.Count == 0)
        {
            return [];
        }

        var verdicts = await StoreAsync(node, batch);
        if (verdicts.Any(verdict => verdict.Stored))
        {
            database.WakeUps.Send();
        }

        var heads = await FindUnseenHeadsAsync([.. batch.Zip(verdicts).Where(pair => pair.Second.LostRace(pair.First)).Select(pair => pair.First.GameId.Value)]);
        return [.. batch.Zip(verdicts, (append, verdict) => verdict.Outcome(append, heads))];
    }

    /// <remarks>Without BEGIN: statements that are sent together are one transaction.</remarks>
    private async Task<List<Verdict>> StoreAsync(NodeId node, IReadOnlyList<Append> batch)
    {
        try
        {
            return await database.AskAsync(async connection =>
            {
                await using var statements = connection.CreateBatch();
                var beats = batch.Any(append => append.Deadline is not null);
                if (beats)
                {
                    statements.BatchCommands.Add(PostgreSqlNodeRows.BeatCommand(node, startsClock: true));
                }

                statements.BatchCommands.Add(PostgreSqlCommands.Command(PostgreSqlAppendStatement.Sql, PostgreSqlAppendColumns.Of(batch)));
                await using var reader = await statements.ExecuteReaderAsync();
                if (beats)
                {
                    await reader.NextResultAsync();
                }

                return await reader.ReadAllAsync(ReadVerdict);
            });
        }
        catch (PostgresException e)
        {
            // An alarm behind the comparison of heads: nothing of the batch is stored, and whoever reads again will see why.
            throw new StorageUnavailableException($"The batch broke a constraint: {e.Message}", e);
        }
    }

    /// <summary>The heads of games that others made while the batch was written, which its statement could not see yet.</summary>
    private async Task<Dictionary<string, long>> FindUnseenHeadsAsync(string[] games) => games.Length == 0 ? [] : (await database.AskAsync(connection => connection.QueryAsync(
        row => (Game: row.GetString(0), Head: row.GetInt64(1)), "SELECT id, head FROM games WHERE id = ANY ($1)", [games]))).ToDictionary(row => row.Game, row => row.Head);

    private static Verdict ReadVerdict(NpgsqlDataReader row) => new(
        Forked: row.GetBoolean(0),
        Repeated: row.IsDBNull(1) ? null : new AppendOutcome.Repeated(row.GetInt64(1), row.GetInt32(2)),
        Superseded: row.GetBoolean(3),
        Stored: row.GetBoolean(4),
        Head: row.IsDBNull(5) ? null : row.GetInt64(5));

    /// <param name="Head">Before the append; null where the statement refused it for another reason, or saw no such game.</param>
    private sealed record Verdict(bool Forked, AppendOutcome.Repeated? Repeated, bool Superseded, bool Stored, long? Head)
    {
        /// <summary>It wanted to make a game that was not there when it began, and was when it ended.</summary>
        public bool LostRace(Append append) => append.Creation is not null && this is { Forked: false, Repeated: null, Superseded: false, Stored: false, Head: null };

        public AppendOutcome Outcome(Append append, Dictionary<string, long> unseenHeads) => this switch
        {
            { Forked: true } => new AppendOutcome.Forked(),
            { Repeated: { } repeated } => repeated,
            { Superseded: true } => new AppendOutcome.Superseded(),
            { Stored: true } => new AppendOutcome.Stored(append.HeadAfter),
            _ => new AppendOutcome.Behind(Head ?? unseenHeads.GetValueOrDefault(append.GameId.Value)),
        };
    }
}
