using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.PostgreSql;
using Npgsql;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>Many nodes on one database, each with connections of its own.</summary>
public sealed class PostgreSqlContentionTests : IAsyncLifetime
{
    private const int Writers = 8;
    private const int Games = 12;
    private const int Rounds = 60;

    private readonly PostgreSqlTestStore store = new();
    private readonly List<PostgreSqlDatabase> nodes = [];

    public async ValueTask InitializeAsync()
    {
        await store.OpenAsync();
        nodes.AddRange(Enumerable.Range(0, Writers).Select(_ => PostgreSqlDatabase.Open(store.ConnectionString)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await store.DisposeAsync();
    }

    [Fact]
    public async Task Writers_on_the_same_games_never_deadlock_and_leave_no_hole_and_one_outcome_each()
    {
        await store.Log.AppendAsync(new("maker"), [.. Enumerable.Range(0, Games).Select(game => Make(Name(game), Seats(Ann, Bob)))]);
        foreach (var (game, player) in from game in Enumerable.Range(0, Games) from player in new[] { Ann, Bob } select (game, player))
        {
            await store.Sessions.OpenAsync(new(new(Name(game)), player), null, new($"{game}-{player}"), 0, 1_000);
        }

        using var done = new CancellationTokenSource();
        var acks = Enumerable.Range(0, 2).Select(i => Task.Run(() => AckAsync(nodes[i], i, done.Token))).ToList();
        var writers = await Task.WhenAll(nodes.Select((node, writer) => Task.Run(() => PlayAsync(node, writer))));
        await done.CancelAsync();
        await Task.WhenAll(acks);

        writers.Sum(writer => writer.Conflicts).ShouldBeGreaterThan(2_000);
        foreach (var game in Enumerable.Range(0, Games))
        {
            var events = await store.Log.ReadAsync(new(Name(game)), 0, 100_000);
            events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
            events.Count.ShouldBe((int)(await store.Log.FindAsync(new(Name(game))))!.Head);
            events.Skip(1).Select(e => e.CommandId!.Value.Value).Order().ShouldBe(
                writers.SelectMany((writer, index) => writer.Stored.Where(at => at.Game == game).Select(at => $"{index}/{at.Round}")).Order());
        }
    }

    [Fact]
    public async Task Nodes_that_make_the_same_games_in_any_order_make_each_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var names = Enumerable.Range(0, 10).Select(i => $"r{round}-{i}").ToArray();
            var outcomes = await Task.WhenAll(nodes.Select((node, writer) => Task.Run(() =>
            {
                var order = names.ToArray();
                new Random((round * Writers) + writer).Shuffle(order);
                return new PostgreSqlEventLog(node).AppendAsync(new($"n{writer}"), [.. order.Select(name => Make(name))]);
            })));

            outcomes.SelectMany(batch => batch).OfType<AppendOutcome.Stored>().Count().ShouldBe(names.Length);
            outcomes.SelectMany(batch => batch).OfType<AppendOutcome.Behind>().ShouldAllBe(behind => behind.Head == 1);
        }
    }

    [Fact]
    public async Task A_handshake_waits_for_an_append_that_was_sent_before_it_and_an_ack_does_not()
    {
        SessionKey session = new(new("g"), Ann);
        await store.Log.AppendAsync(new("maker"), [Make("g", Seats(Ann))]);
        await store.Sessions.OpenAsync(session, null, new("a"), 0, 1_000);
        await using var holder = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await holder.RunAsync("BEGIN; SELECT 1 FROM games FOR UPDATE");

        var append = new PostgreSqlEventLog(nodes[0]).AppendAsync(new("n0"), [Move("g", 1, Ann, "c") with { Generation = 1 }]);
        await WaitersAsync(1);
        (await store.Sessions.AckAsync([new Ack(session, 1)])).ShouldBe([1]);
        var handshake = new PostgreSqlSessionStore(nodes[1]).OpenAsync(session, null, new("b"), 0, 1_000);
        await WaitersAsync(2);
        await holder.RunAsync("COMMIT");

        (await append).ShouldBe([new AppendOutcome.Stored(2)]);
        (await handshake)!.Generation.ShouldBe(2);
        (await store.Log.AppendAsync(new("n0"), [Move("g", 2, Ann, "d") with { Generation = 1 }])).ShouldBe([new AppendOutcome.Superseded()]);
    }

    [Fact]
    public async Task An_append_that_waited_for_a_handshake_is_superseded_by_it()
    {
        SessionKey session = new(new("g"), Ann);
        await store.Log.AppendAsync(new("maker"), [Make("g", Seats(Ann))]);
        await store.Sessions.OpenAsync(session, null, new("a"), 0, 1_000);
        await using var handshake = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await handshake.OpenAsync(TestContext.Current.CancellationToken);
        await handshake.RunAsync("BEGIN; UPDATE game_sessions SET newest_token_hash = 'b', generation = 2");

        var append = new PostgreSqlEventLog(nodes[0]).AppendAsync(new("n0"), [Move("g", 1, Ann, "c") with { Generation = 1 }]);
        await WaitersAsync(1);
        await handshake.RunAsync("COMMIT");

        (await append).ShouldBe([new AppendOutcome.Superseded()]);
    }

    [Fact]
    public async Task A_command_that_two_nodes_send_at_a_head_that_they_only_guess_is_stored_once()
    {
        await store.Log.AppendAsync(new("maker"), [Make("g")]);
        for (var round = 0; round < 30; round++)
        {
            var head = 1 + round;
            var tries = await Task.WhenAll(nodes.Select((node, i) => Task.Run(async () =>
            {
                try
                {
                    return await new PostgreSqlEventLog(node).AppendAsync(new($"n{i}"), [Move("g", head + (i % 2), Ann, $"c{round}")]);
                }
                catch (StorageUnavailableException)
                {
                    return []; // The alarm: nobody knows, read again.
                }
            })));

            tries.SelectMany(outcome => outcome).OfType<AppendOutcome.Stored>().Count().ShouldBe(1);
            (await store.Log.FindAsync(new("g")))!.Head.ShouldBe(head + 1);
        }
    }

    private static string Name(int game) => $"g{game}";

    /// <summary>Ends when so many connections wait for others.</summary>
    private async Task WaitersAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await store.Database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < count)
        {
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Each command until it is stored, those of all games together, the games in an order of the writer's own.</summary>
    private static async Task<(List<(int Game, int Round)> Stored, int Conflicts)> PlayAsync(PostgreSqlDatabase node, int writer)
    {
        var log = new PostgreSqlEventLog(node);
        var order = Enumerable.Range(0, Games).ToArray();
        new Random(writer).Shuffle(order);
        var heads = Enumerable.Repeat(1L, Games).ToArray();
        var stored = new List<(int, int)>();
        var conflicts = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var open = order; open.Length > 0;)
            {
                var command = $"{writer}/{round}";
                var outcomes = await log.AppendAsync(new($"n{writer}"), [.. open.Select(game => Move(Name(game), heads[game], Ann, command, deadline: 99) with { Generation = 1 })]);
                var left = new List<int>();
                foreach (var (game, outcome) in open.Zip(outcomes))
                {
                    switch (outcome)
                    {
                        case AppendOutcome.Stored now:
                            heads[game] = now.Head;
                            stored.Add((game, round));
                            break;
                        case AppendOutcome.Behind behind:
                            heads[game] = behind.Head;
                            left.Add(game);
                            conflicts++;
                            break;
                        default:
                            throw new InvalidOperationException($"{outcome}");
                    }
                }

                open = [.. left];
            }
        }

        return (stored, conflicts);
    }

    private static async Task AckAsync(PostgreSqlDatabase node, int seed, CancellationToken done)
    {
        var sessions = new PostgreSqlSessionStore(node);
        var random = new Random(seed);
        var before = new Dictionary<SessionKey, long>();
        for (var ack = 1L; !done.IsCancellationRequested; ack++)
        {
            Ack[] acks = [.. from game in Enumerable.Range(0, Games) from player in new[] { Ann, Bob } select new Ack(new(new(Name(game)), player), ack)];
            random.Shuffle(acks);
            foreach (var (asked, stored) in acks.Zip(await sessions.AckAsync(acks)))
            {
                // None beyond the head, and none lower than before.
                stored.ShouldBeGreaterThanOrEqualTo(before.GetValueOrDefault(asked.Session));
                before[asked.Session] = stored;
            }

            await new PostgreSqlNodeRows(node).BeatAsync(new($"n{seed}"), 0);
        }
    }
}
