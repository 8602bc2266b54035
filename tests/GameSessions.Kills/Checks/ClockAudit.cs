using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Kills.Players;
using GameSessions.Kills.Tables;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Kills.Checks;

/// <summary>Works every clock out again from the log, and holds against it what was told and what was decided.</summary>
internal static class ClockAudit
{
    /// <summary>What clocks may differ by, in ms.</summary>
    private const long MarginMs = 50;

    public static IEnumerable<string> Check(Table table, StoredLog log, IReadOnlyList<Outage> downs)
    {
        var rules = table.Script.Rules;
        List<Game> games = [Game.Create(rules, table.Id, log.Creation)];
        foreach (var recorded in log.Events)
        {
            foreach (var fault in CheckEvent(rules, games[^1], recorded, log).Concat(CheckDowns(rules, games[^1], recorded, downs)))
            {
                yield return fault;
            }

            games.Add(games[^1].Apply(rules, recorded));
        }

        var told = table.Journals.SelectMany(journal => journal.Timers).ToList();
        foreach (var fault in told.SelectMany(seen => CheckTimer(games, seen)).Concat(CheckGains(log, [.. told.Select(seen => seen.Timer)])))
        {
            yield return fault;
        }
    }

    /// <summary>What the rules of the clock forbid, whatever the kind of game.</summary>
    private static IEnumerable<string> CheckEvent(GameRules rules, Game game, RecordedEvent recorded, StoredLog log)
    {
        var happened = rules.Events.Decode(recorded);
        if (recorded.At < game.LastAt)
        {
            yield return $"event {recorded.Sequence} is of {recorded.At}, before {game.LastAt}";
        }

        if (game.Clock is not { Turn: { } turn } clock)
        {
            yield break;
        }

        if (happened is Move && recorded.At >= clock.Deadline)
        {
            yield return $"I8 the move {recorded.Sequence} is of {recorded.At}, and the deadline was {clock.Deadline}";
        }

        if (happened is Move { LagMs: var lag } && (lag is null or < 0 || lag > turn.AllowanceMs || lag > clock[turn.Seat].Quota.Ms || lag > LagQuota.MsPerMoveMax))
        {
            yield return $"I8 the move {recorded.Sequence} was given {lag} ms of lag where {turn.AllowanceMs} were allowed";
        }

        if (happened is FlagFell && recorded.At < clock.Deadline)
        {
            yield return $"I8 the flag {recorded.Sequence} fell at {recorded.At}, before its deadline {clock.Deadline}";
        }

        if (happened is ClockCredited credited)
        {
            var outage = new Outage(credited.From, credited.To);
            if (!log.Outages.Contains(outage) || credited.Ms != clock.CreditFor(outage))
            {
                yield return $"I8 the credit {recorded.Sequence} is of {credited.Ms} ms for {outage}; due were {clock.CreditFor(outage)}, and the outage is {(log.Outages.Contains(outage) ? "" : "not ")}recorded";
            }
        }
    }

    /// <summary>A turn that the server was down in for more than a second has been given that time back before it ends.</summary>
    private static IEnumerable<string> CheckDowns(GameRules rules, Game game, RecordedEvent recorded, IReadOnlyList<Outage> downs)
    {
        if (game.Clock is not { Turn: { } turn } || rules.Events.Decode(recorded) is not (Move or FlagFell))
        {
            yield break;
        }

        var down = downs.Where(one => one.From >= turn.StartedAt && one.To <= recorded.At && one.To - one.From > Limits.OutageMs + MarginMs).Sum(one => one.To - one.From);
        if (turn.CreditedMs < down - MarginMs)
        {
            yield return $"I8 the turn that ended at {recorded.Sequence} was credited {turn.CreditedMs} ms, and the server was down for {down} ms of it";
        }
    }

    private static IEnumerable<string> CheckTimer(List<Game> games, TimerSeen seen)
    {
        var timer = seen.Timer;
        if (timer.Sequence >= games.Count)
        {
            yield return $"I10 a clock was told of event {timer.Sequence}, and the log has {games.Count - 1}";
            yield break;
        }

        var game = games[(int)timer.Sequence];
        if (timer.AsOf < Math.Max(seen.NotBefore, game.LastAt) - MarginMs || timer.AsOf > seen.NotAfter + MarginMs)
        {
            yield return $"a clock was told as of {timer.AsOf}, and was read between {Math.Max(seen.NotBefore, game.LastAt)} and {seen.NotAfter}";
        }

        var expected = GameTimer.Of(game, timer.AsOf)!;
        if (timer.Running != expected.Running || timer.Active != expected.Active || timer.RemainingMs.Any(seat => Math.Abs(seat.Value - expected.RemainingMs[seat.Key]) > MarginMs))
        {
            yield return $"the clock after event {timer.Sequence} was told as {WriteOut(timer)}; by the log it is {WriteOut(expected)}";
        }
    }

    /// <summary>From one telling to the next all seats together gain no more than the increments, lags and credits between them.</summary>
    private static IEnumerable<string> CheckGains(StoredLog log, IReadOnlyList<GameTimer> told)
    {
        var ordered = told.OrderBy(timer => timer.Sequence).ThenBy(timer => timer.AsOf).ToList();
        foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
        {
            var between = log.Events.Skip((int)earlier.Sequence).Take((int)(later.Sequence - earlier.Sequence)).ToList();
            // A move is judged by its arrival, and while it is stored a clock may be told of a later instant.
            var toldTooMuch = between.Count > 0 ? Math.Max(0, earlier.AsOf - between[0].At) : 0;
            var given = toldTooMuch + between.Sum(recorded => GivenBy(recorded, later.IncrementMs));
            var gained = later.RemainingMs.Values.Sum() - earlier.RemainingMs.Values.Sum();
            if (gained > given + MarginMs)
            {
                yield return $"I8 from event {earlier.Sequence} to {later.Sequence} the clocks gained {gained} ms, and {given} ms were given";
            }
        }
    }

    private static long GivenBy(RecordedEvent recorded, int incrementMs) => recorded.Type switch
    {
        "clockCredited" => recorded.Data.Parse().GetProperty("ms").GetInt64(),
        _ when recorded.Data.Parse().TryGetProperty("lagMs", out var lag) => lag.GetInt64() + incrementMs,
        _ => 0,
    };

    private static string WriteOut(GameTimer timer) =>
        $"{timer.Active?.Name ?? "nobody"} at {string.Join(", ", timer.RemainingMs.Select(seat => $"{seat.Key} {seat.Value}"))} as of {timer.AsOf}";
}
