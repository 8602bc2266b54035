using System.Text.Json;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Npgsql;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>Reads that share a statement.</summary>
public sealed class PostgreSqlReadTests : IAsyncLifetime
{
    private static readonly NodeId Node = new("node");

    private readonly PostgreSqlTestStore store = new();

    public ValueTask InitializeAsync() => new(store.OpenAsync());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Each_of_many_readers_gets_the_events_of_its_own_game_from_its_own_place()
    {
        var games = Enumerable.Range(0, 200).Select(number => $"g{number:000}").ToList();
        await store.Log.AppendAsync(Node, [.. games.Select(game => Make(game))]);
        await store.Log.AppendAsync(Node, [.. games.Select(game => Move(game, 1, count: 5, data: $$"""{"of":"{{game}}"}"""))]);

        var read = await Task.WhenAll(games.Select((game, number) => store.Log.ReadAsync(new GameId(game), 1 + (number % 3), 2)));
        for (var number = 0; number < games.Count; number++)
        {
            read[number].Select(recorded => recorded.Sequence).ShouldBe([2 + (number % 3), 3 + (number % 3)]);
            read[number].ShouldAllBe(recorded => recorded.Data.Text.Contains($"\"{games[number]}\""));
        }
    }

    [Fact]
    public async Task A_row_that_nobody_can_read_is_the_trouble_of_its_own_game()
    {
        var games = Enumerable.Range(0, 50).Select(number => $"g{number:00}").ToList();
        await store.Log.AppendAsync(Node, [.. games.Select(game => Make(game))]);
        await using (var connection = new NpgsqlConnection(store.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await connection.RunAsync("UPDATE game_events SET audience = 'no JSON' WHERE game_id = 'g25'");
        }

        var reads = games.Select(game => store.Log.ReadAsync(new GameId(game), 0, 10)).ToList();
        await Should.ThrowAsync<JsonException>(reads[25]);
        reads.RemoveAt(25);
        (await Task.WhenAll(reads)).ShouldAllBe(read => read.Count == 1);
    }

    [Fact]
    public async Task A_reader_of_another_incarnation_is_told_and_its_neighbours_are_served()
    {
        await store.Log.AppendAsync(Node, [Make("a"), Make("b")]);
        var reads = Enumerable.Range(0, 20).Select(number => store.Log.ReadAsync(new GameId(number % 2 == 0 ? "a" : "b"), 0, 10, number == 7 ? "another" : null)).ToList();
        await Should.ThrowAsync<LogForkedException>(reads[7]);
        reads.RemoveAt(7);
        (await Task.WhenAll(reads)).ShouldAllBe(read => read.Count == 1);
    }
}
