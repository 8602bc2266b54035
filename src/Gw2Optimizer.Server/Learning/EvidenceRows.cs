using System.Text.Json;
using Dapper;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Server.Advice;
using Gw2Optimizer.Server.Practice;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Solvers.Learning;

namespace Gw2Optimizer.Server.Learning;

/// <summary>Reads what there is to learn from: ratings, and drafts that players played to their end; one against the practice opponent teaches what that believes already. The latest of each, as many as are quick to fit.</summary>
internal sealed class EvidenceRows(Database database)
{
    private const int RatingsMax = 50_000;
    private const int DraftsMax = 5_000;

    public async Task<IReadOnlyList<Evidence>> ReadAsync() => [.. await RatingsAsync(), .. await DraftsAsync()];

    private async Task<IEnumerable<Evidence>> RatingsAsync()
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<(string User, string Target, double Rating, string Evidence)>(
            "SELECT user_id, target_id, rating, evidence FROM feedback ORDER BY updated_at DESC, user_id, target_id LIMIT @max", new { max = RatingsMax }));
        return rows.Select(row => new Evidence.RatedSquad(
            $"rating {row.User} {row.Target}", JsonSerializer.Deserialize<RatedThing>(row.Evidence)!.Subgroups, row.Rating / FeedbackApi.RatingMax));
    }

    private async Task<IEnumerable<Evidence>> DraftsAsync()
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<(string Id, string Options, string Type, string Data)>(
            """
            SELECT g.id, g.options, e.type, e.data
            FROM (SELECT id, options FROM games WHERE kind = 'draft' AND status = 'finished'
                AND NOT EXISTS (SELECT 1 FROM game_seats WHERE game_id = id AND user_id = @practice) ORDER BY created_at DESC, id LIMIT @max) g
            JOIN game_events e ON e.game_id = g.id
            WHERE e.type IN ('banned', 'picked', 'finished') ORDER BY g.id, e.sequence
            """,
            new { max = DraftsMax, practice = PracticeAccount.Player.Value }));
        return rows.GroupBy(row => (row.Id, row.Options)).Select(draft => Draft(draft.Key.Id, draft.Key.Options, [.. draft.Select(row => (row.Type, row.Data))])).OfType<Evidence>();
    }

    /// <returns>Null: resigned or lost on time, so that what was not picked was not left either.</returns>
    private static Evidence.FinishedDraft? Draft(string id, string options, IReadOnlyList<(string Type, string Data)> events)
    {
        var all = events.Select(one => (one.Type, Data: JsonElement.Parse(one.Data))).ToList();
        if (!all.Exists(one => one.Type is "finished" && one.Data.GetProperty("reason").GetString() is "complete"))
        {
            return null;
        }

        var picks = all.Where(one => one.Type is "picked").GroupBy(one => one.Data.GetProperty("seat").GetString());
        return new Evidence.FinishedDraft(
            $"draft {id}",
            new RawJson(options).To<DraftOptions>()!.Pool,
            [.. all.Where(one => one.Type is "banned").Select(Specialization)],
            [.. picks.Select(side => (IReadOnlyList<string>)[.. side.Select(Specialization)])]);
    }

    private static string Specialization((string Type, JsonElement Data) one) => one.Data.GetProperty("specialization").GetString()!;
}
