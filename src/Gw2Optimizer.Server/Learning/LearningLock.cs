using System.Globalization;
using Dapper;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Learning;

/// <summary>Lets one node learn at a time, by a row of the database. Who dies with it loses it after <see cref="Lease"/>.</summary>
internal sealed class LearningLock(Database database, TimeProvider time)
{
    /// <summary>Far longer than a run takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private readonly string me = Guid.NewGuid().ToString("N");

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <returns>False where some node is running.</returns>
    public Task<bool> TryTakeAsync() => TakeAsync("");

    /// <summary>For the run of this night, by UTC, which one node does.</summary>
    /// <returns>False where some node is running, or has run this night.</returns>
    public Task<bool> TryTakeNightAsync() => TakeAsync(time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public Task GiveBackAsync() => database.WriteAsync(connection =>
        connection.ExecuteAsync("UPDATE learning_state SET run_by = NULL, run_until = 0 WHERE id = 1 AND run_by = @me", new { me }));

    /// <param name="night">Empty: whatever night it is.</param>
    private Task<bool> TakeAsync(string night) => database.WriteAsync(async connection => await connection.ExecuteAsync(
        """
        UPDATE learning_state SET run_by = @me, run_until = @until, last_night = CASE WHEN @night = '' THEN last_night ELSE @night END
        WHERE id = 1 AND run_until <= @now AND (@night = '' OR last_night < @night)
        """,
        new { me, until = Now + (long)Lease.TotalMilliseconds, now = Now, night }) > 0);
}
