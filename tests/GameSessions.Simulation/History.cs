using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;
using GameSessions.Simulation.World;
using GameSessions.Wire;

namespace GameSessions.Simulation;

/// <summary>One world from its first event to its rest: a game, its players and its nodes, with faults for a while, then without.</summary>
internal sealed class History
{
    /// <summary>How long the world has, without faults, to come to rest.</summary>
    private static readonly TimeSpan CalmMax = TimeSpan.FromSeconds(60);

    /// <summary>How long the players play on without faults.</summary>
    private static readonly TimeSpan Encore = TimeSpan.FromSeconds(8);

    /// <summary>What a node may need, after the last fault, to be as good as new.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    private static readonly PlayerId RedPlayer = new("alice");
    private static readonly PlayerId BluePlayer = new("bob");
    private static readonly GameId GameId = new("the-game");

    private readonly Plan plan;
    private readonly SimRandom random;
    private readonly Scheduler scheduler;
    private readonly SimContext world;
    private readonly InMemoryStore truth;
    private readonly Auditor auditor;
    private readonly StoreWeather weather = new();
    private readonly CacheWeather cache = new();
    private readonly List<SimServer> servers = [];
    private readonly List<SimPlayer> players = [];
    private readonly List<Seeker> seekers = [];
    private readonly RelayRules rules = new();
    private readonly LobbyAudit lobby;
    private bool isStorm = true;

    private History(Plan plan, TextWriter? output)
    {
        this.plan = plan;
        random = new SimRandom(plan.Seed ^ 0xC0FFEE);
        scheduler = new Scheduler(random.Fork());
        world = new SimContext(scheduler, "world");
        var storeTime = new SimTime(scheduler, world, TimeSpan.Zero);
        truth = new InMemoryStore(storeTime, "epoch-1");
        var trace = new Trace(scheduler, output);
        auditor = new Auditor(trace, () => storeTime.GetUtcNow().ToUnixTimeMilliseconds());
        lobby = new LobbyAudit(auditor, rules, [.. Enumerable.Range(1, plan.Seekers).Select(i => new PlayerId($"seeker{i}"))]);
        scheduler.Unhandled = e => auditor.Fail($"I6 unhandled: {e}");
    }

    /// <param name="output">Where every step is told; null: nowhere.</param>
    public static HistoryResult Run(Plan plan, TextWriter? output = null)
    {
        var history = new History(plan, output);
        history.Play();
        return new HistoryResult(plan.Seed, history.auditor.Violation, history.auditor.Trace.Digest, history.auditor.LogOf(GameId).Count, history.scheduler.Steps);
    }

    private bool HasFailed => auditor.Violation is not null;

    private void Play()
    {
        var creation = MakeGame();
        for (var i = 0; i < plan.Servers; i++)
        {
            var offset = TimeSpan.FromMilliseconds(plan.WallOffsetMsMax == 0 ? 0 : random.Next(plan.WallOffsetMsMax * 2) - plan.WallOffsetMsMax);
            servers.Add(new SimServer($"node{i + 1}", scheduler, world, random.Fork(), offset, weather, truth, cache, auditor, plan));
            servers[i].Start();
        }

        AddPlayer(RedPlayer, RelayRules.Red);
        AddPlayer(BluePlayer, RelayRules.Blue);
        for (var i = 0; i < plan.Spectators; i++)
        {
            AddPlayer(new PlayerId($"watcher{i + 1}"), seat: null);
        }

        foreach (var id in lobby.Seekers)
        {
            var seeker = new Seeker(id, readsNotices: random.Chance(0.5), scheduler, world, random.Fork(), servers, auditor, lobby, plan);
            seekers.Add(seeker);
            seeker.Start();
        }

        var rude = new RudeClient(GameId, scheduler, world, random.Fork(), servers, auditor);
        scheduler.BeforeStep = MaybeCrash;
        ScheduleCuts();
        ScheduleWeather();
        ScheduleRestore();
        ScheduleCacheWeather();
        AskForFloor();
        rude.Start();
        scheduler.Run(TimeSpan.FromMilliseconds(plan.StormMs).Ticks, () => HasFailed);
        Calm();
        scheduler.Run(scheduler.Now + CalmMax.Ticks, () => HasFailed || IsAtRest());
        if (!HasFailed)
        {
            Judge(creation);
        }
    }

    private GameCreation MakeGame()
    {
        var options = new RawJson($$"""{"length":{{plan.Length}}}""");
        var setup = rules.SetUp(options.Parse());
        var control = new TimeControl("custom", plan.TotalMs, plan.IncrementMs, plan.DelayMs);
        var creation = new GameCreation(rules.Kind, setup.Options, control, auditor.StoreNow, setup.Seats);
        var before = Game.Create(rules, GameId, creation);
        foreach (var player in new[] { RedPlayer, BluePlayer })
        {
            var ruling = (Ruling.Accepted)Referee.Decide(rules, before, new Join(player, null), new DecisionContext(auditor.StoreNow, new Dictionary<Seat, int>(), 0));
            var append = ruling.ToAppend(before);
            auditor.Appending([append], () => truth.AppendAsync(new NodeId("setup"), [append]).Result);
            before = ruling.After;
        }

        return creation;
    }

    private void AddPlayer(PlayerId id, Seat? seat)
    {
        var player = new SimPlayer(id, GameId, seat, scheduler, random.Fork(), servers, auditor, plan);
        players.Add(player);
        player.Start();
    }

    private void MaybeCrash()
    {
        if (isStorm && plan.CrashRate > 0 && random.Chance(plan.CrashRate))
        {
            var server = servers[random.Next(servers.Count)];
            if (server.IsUp)
            {
                server.Kill();
                scheduler.After(world, TimeSpan.FromMilliseconds(random.Next(random.Chance(0.3) ? 3_000 : 300)), () =>
                {
                    if (!server.IsUp)
                    {
                        server.Start();
                    }
                });
            }
        }
    }

    private void ScheduleCuts()
    {
        if (plan.CutEveryMs == int.MaxValue)
        {
            return;
        }

        scheduler.After(world, TimeSpan.FromMilliseconds(1 + random.Next(plan.CutEveryMs * 2)), () =>
        {
            if (isStorm)
            {
                CutALine(random.Next(players.Count + seekers.Count));
                ScheduleCuts();
            }
        });
    }

    private void AskForFloor() => scheduler.After(world, TimeSpan.FromMilliseconds(random.Next(2_000)), () =>
    {
        PlayerId[] seated = [RedPlayer, BluePlayer];
        var (before, era) = (auditor.FloorOf(GameId, seated), auditor.Era);
        servers[random.Next(servers.Count)].Ask(async node => auditor.Floor(GameId, seated, era, before, await node.FindFloorAsync(GameId)));
        AskForFloor();
    });

    private void ScheduleCacheWeather()
    {
        if (plan.CachePercent is null || plan.CutEveryMs == int.MaxValue)
        {
            return;
        }

        scheduler.After(world, TimeSpan.FromMilliseconds(1 + random.Next(2_000)), () =>
        {
            if (!isStorm)
            {
                return;
            }

            cache.FailureRate = random.Chance(0.6) ? 0 : random.Chance(0.7) ? 0.1 : 1;
            cache.LieRate = random.Chance(0.6) ? 0 : 0.3;
            cache.FrozenUntil = random.Chance(0.2) ? scheduler.Now + TimeSpan.FromMilliseconds(random.Next(1_500)).Ticks : 0;
            if (random.Chance(0.3))
            {
                cache.Flush();
            }

            if (random.Chance(0.3))
            {
                _ = truth.SaveReadThroughAsync(new ReadThrough(random.Chance(0.7), random.Chance(0.5) ? 100 : 50));
            }

            auditor.Trace.Note("world", $"cache: failures {cache.FailureRate} lies {cache.LieRate} frozen until {new TimeSpan(cache.FrozenUntil).TotalSeconds}");
            ScheduleCacheWeather();
        });
    }

    private void ScheduleRestore()
    {
        if (plan.Restores)
        {
            var backedUpAt = random.Next(plan.StormMs / 2);
            scheduler.After(world, TimeSpan.FromMilliseconds(backedUpAt), () =>
            {
                var (backup, kept) = (truth.BackUp(), auditor.BackUp());
                scheduler.After(world, TimeSpan.FromMilliseconds(random.Next(plan.StormMs / 2)), () =>
                {
                    truth.Restore(backup, "epoch-2");
                    auditor.Restore(kept);
                });
            });
        }
    }

    private void CutALine(int pick)
    {
        if (pick < players.Count)
        {
            players[pick].CutLine();
        }
        else
        {
            seekers[pick - players.Count].CutLine();
        }
    }

    private void ScheduleWeather()
    {
        if (plan.WeatherEveryMs == int.MaxValue)
        {
            return;
        }

        scheduler.After(world, TimeSpan.FromMilliseconds(1 + random.Next(plan.WeatherEveryMs * 2)), () =>
        {
            if (!isStorm)
            {
                return;
            }

            weather.LatencyMsMax = random.Chance(0.7) ? 3 : random.Chance(0.5) ? 60 : 600;
            weather.FailureRate = random.Chance(0.7) ? 0 : random.Chance(0.5) ? 0.1 : 1;
            weather.LostWakeUps = random.Chance(0.5) ? 0 : 0.5;
            if (random.Chance(0.2))
            {
                weather.FrozenUntil = scheduler.Now + TimeSpan.FromMilliseconds(random.Next(4_000)).Ticks;
            }

            auditor.Trace.Note("world", $"weather: latency {weather.LatencyMsMax} failures {weather.FailureRate} frozen until {new TimeSpan(weather.FrozenUntil).TotalSeconds}");
            ScheduleWeather();
        });
    }

    private void Calm()
    {
        auditor.Trace.Note("world", "the storm is over");
        isStorm = false;
        // What was asked for before is answered when the store thaws, and no sooner.
        var thaw = new TimeSpan(Math.Max(0, weather.LastThaw - scheduler.Now));
        auditor.CalmSince = auditor.StoreNow + (long)thaw.TotalMilliseconds;
        weather.LatencyMsMax = 3;
        weather.FailureRate = 0;
        weather.LostWakeUps = 0;
        weather.FrozenUntil = 0;
        cache.FailureRate = 0;
        cache.LieRate = 0;
        cache.FrozenUntil = 0;
        scheduler.After(world, Encore, () =>
        {
            players.ForEach(player => player.WantsToPlay = false);
            seekers.ForEach(seeker => seeker.WantsToPlay = false);
        });
        scheduler.After(world, thaw + Recovery, Watch);
        foreach (var server in servers.Where(server => !server.IsUp))
        {
            server.Start();
        }
    }

    private void Watch()
    {
        auditor.CheckNobodyWaits();
        scheduler.After(world, TimeSpan.FromMilliseconds(500), Watch);
    }

    /// <summary>The game and every match are over, nothing is still to be done elsewhere, and everybody knows all of it.</summary>
    private bool IsAtRest()
    {
        var log = auditor.LogOf(GameId);
        return log[^1].Type == "finished"
            && players.TrueForAll(player => player.IsAtRest(log.Count))
            && seekers.TrueForAll(seeker => !seeker.WantsToPlay && seeker.IsAtRest(auditor))
            && (seekers.Count == 0 || (truth.FindOpenReactionsAsync(long.MaxValue, 1).Result.Count == 0 && auditor.Games.All(IsOver)));
    }

    private bool IsOver(GameId game) => auditor.CreationOf(game).Kind != rules.Kind || auditor.LogOf(game)[^1].Type == "finished";

    private void Judge(GameCreation creation)
    {
        if (!IsAtRest())
        {
            auditor.Fail($"the world found no rest: last event {auditor.LogOf(GameId)[^1]}; open {string.Join(", ", truth.FindOpenReactionsAsync(long.MaxValue, 9).Result)}; running {string.Join(", ", auditor.Games.Where(game => !IsOver(game)))}; {string.Join("; ", players.Select(player => player.Describe()).Concat(seekers.Select(seeker => seeker.Describe(auditor))))}");
            return;
        }

        LogAudit.Check(auditor, rules, Game.Create(rules, GameId, creation), auditor.LogOf(GameId));
        foreach (var journal in auditor.Journals)
        {
            journal.Compare();
        }

        lobby.Check();
    }
}

/// <param name="Violation">What must not be and was; null where all held.</param>
/// <param name="Digest">Of everything that happened.</param>
internal sealed record HistoryResult(ulong Seed, string? Violation, ulong Digest, int Events, long Steps);
