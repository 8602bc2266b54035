using System.Data.Common;
using System.Globalization;
using Dapper;

namespace GoLive.Tests.Backups;

/// <summary>A database of the engine's own tables, with rows to lose.</summary>
internal abstract class Sample : IAsyncDisposable
{
    private const string InsertSql =
        """
        INSERT INTO games (id, kind, status, head, created_at, options, first_seats) VALUES (@id, 'duel', 'running', 1, 0, '{}', '[]');
        INSERT INTO game_snapshots (game_id, sequence, state) VALUES (@id, 1, @state);
        """;

    private int games;

    public abstract string Url { get; }

    /// <summary>What an operator types to confirm.</summary>
    public abstract string Name { get; }

    public abstract string Extension { get; }

    /// <summary>What tells one log from another.</summary>
    public abstract string EpochSql { get; }

    protected abstract DbConnection Connect();

    /// <summary>A game and its snapshot, in one transaction: at no instant is there one without the other.</summary>
    public async Task AddGameAsync(string state = "{}")
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(InsertSql, new { id = string.Create(CultureInfo.InvariantCulture, $"game-{Interlocked.Increment(ref games):000000}"), state }, transaction);
        await transaction.CommitAsync();
    }

    public async Task<T> FindAsync<T>(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        return (await connection.QuerySingleAsync<T>(sql))!;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    public Task<long> GamesAsync() => FindAsync<long>("SELECT count(*) FROM games");

    /// <summary>Whoever stays connected until disposed.</summary>
    public async Task<IAsyncDisposable> StayAsync()
    {
        var connection = Connect();
        await connection.OpenAsync();
        await connection.QueryAsync<long>("SELECT head FROM games");
        return connection;
    }

    /// <summary>Databases or files beside the real one, without backups.</summary>
    public abstract Task<IReadOnlyList<string>> OthersAsync();

    /// <summary>Makes it one that cannot be reached.</summary>
    public abstract Task KillAsync();

    public abstract ValueTask DisposeAsync();
}
