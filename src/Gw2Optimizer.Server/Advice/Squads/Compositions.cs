using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>Squads that were composed, kept for as long as their owners may rate them.</summary>
internal sealed class Compositions(Database database, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long OldestKept => Now - (long)Life.TotalMilliseconds;

    /// <summary>Which of equally good squads a request was answered with before; null: none yet.</summary>
    public Task<int?> FindChoiceAsync(string requestHash) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<int?>("SELECT choice FROM composition_choices WHERE request_hash = @requestHash", new { requestHash }));

    /// <summary>Keeps a squad, and with it the choice, unless another answer to the same request was faster.</summary>
    /// <param name="evidenceOf">What a rating of the squad of a choice is about.</param>
    /// <returns>The choice that holds.</returns>
    public Task<int> SaveAsync(Guid id, UserId user, string requestHash, int choice, Func<int, RatedThing> evidenceOf) => database.WriteAsync(async connection =>
    {
        var held = await connection.ExecuteScalarAsync<int>(
            """
            INSERT INTO composition_choices (request_hash, choice, created_at) VALUES (@requestHash, @choice, @now)
            ON CONFLICT (request_hash) DO UPDATE SET choice = composition_choices.choice RETURNING choice
            """,
            new { requestHash, choice, now = Now });
        await connection.ExecuteAsync(
            "INSERT INTO compositions (id, user_id, evidence, created_at) VALUES (@id, @user, @evidence, @now)",
            new { id = id.ToString("D"), user = user.ToString(), evidence = JsonSerializer.Serialize(evidenceOf(held)), now = Now });
        return held;
    });

    /// <summary>Null: this user has composed no such squad lately.</summary>
    public async Task<RatedThing?> FindAsync(Guid id, UserId user)
    {
        var evidence = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT evidence FROM compositions WHERE id = @id AND user_id = @user AND created_at > @oldest",
            new { id = id.ToString("D"), user = user.ToString(), oldest = OldestKept }));
        return evidence is null ? null : JsonSerializer.Deserialize<RatedThing>(evidence);
    }

    /// <summary>Removes those past their time.</summary>
    public Task RemoveOldAsync() => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync("DELETE FROM composition_choices WHERE created_at <= @oldest", new { oldest = OldestKept });
        return await connection.ExecuteAsync("DELETE FROM compositions WHERE created_at <= @oldest", new { oldest = OldestKept });
    });
}
