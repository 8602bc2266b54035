using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.PostgreSql;
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
    public async Task After_a_handshake_nothing_happens_that_was_sent_before_it()
    {
        SessionKey session = new(new("g"), Ann);
        await store.Log.AppendAsync(new("maker"), [Make("g", Seats(Ann))]);
        for (var round = 1L; round <= 100; round++)
        {
            var opened = (await store.Sessions.OpenAsync(session, null, new($"t{round}"), 0, 1_000))!;
            var head = (await store.Log.FindAsync(session.Game))!.Head;
            var late = Task.Run(() => new PostgreSqlEventLog(nodes[0]).AppendAsync(
                new("n0"), [Move("g", head, Ann, $"c{round}") with { Generation = opened.Generation }]));

            await new PostgreSqlSessionStore(nodes[1]).OpenAsync(session, null, new($"u{round}"), 0, 1_000);
            var seen = (await new PostgreSqlEventLog(nodes[1]).FindAsync(session.Game))!.Head;

            (await late)[0].ShouldBe(seen == head ? new AppendOutcome.Superseded() : new AppendOutcome.Stored(head + 1));
            (await store.Log.FindAsync(session.Game))!.Head.ShouldBe(seen);
        }
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
        for (var ack = 1L; !done.IsCancellationRequested; ack++)
        {
            Ack[] acks = [.. from game in Enumerable.Range(0, Games) from player in new[] { Ann, Bob } select new Ack(new(new(Name(game)), player), ack)];
            random.Shuffle(acks);
            (await sessions.AckAsync(acks)).ShouldAllBe(stored => stored >= ack);
            await new PostgreSqlNodeRows(node).BeatAsync(new($"n{seed}"), 0);
        }
    }
}
