using System.Globalization;
using Dapper;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>What the model may cost in a day, by UTC; kept in the database for all nodes and over restarts.</summary>
internal sealed class TokenBudget(Database database, ModelSettings settings, TimeProvider time)
{
    /// <summary>Until the next day begins.</summary>
    public TimeSpan UntilTomorrow => TimeSpan.FromDays(1) - time.GetUtcNow().TimeOfDay;

    public async Task<bool> HasAnyAsync() => await UsedAsync() < settings.TokensPerDay;

    public Task<long> UsedAsync() => database.ReadAsync(connection =>
        connection.ExecuteScalarAsync<long>("SELECT coalesce(sum(tokens), 0) FROM model_usage WHERE day = @day", new { day = Today() }));

    public Task SpendAsync(long tokens) => database.WriteAsync(connection => connection.ExecuteAsync(
        """
        INSERT INTO model_usage (day, tokens) VALUES (@day, @tokens)
        ON CONFLICT (day) DO UPDATE SET tokens = model_usage.tokens + excluded.tokens
        """,
        new { day = Today(), tokens }));

    private string Today() => time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
