using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Simulation.World;

namespace GameSessions.Simulation.Checks;

/// <summary>Reads a whole log as an arbiter would: was each event legal where it stands, and did each clock run as it should.</summary>
internal static class LogAudit
{
    public static void Check(Auditor auditor, GameRules rules, Game game, IReadOnlyList<RecordedEvent> log)
    {
        var commands = new HashSet<(PlayerId, CommandId)>();
        (PlayerId, CommandId)? last = null;
        foreach (var recorded in log)
        {
            if (recorded is { Player: { } player, CommandId: { } command } && (player, command) != last)
            {
                last = (player, command);
                if (!commands.Add((player, command)))
                {
                    auditor.Fail($"I3 {command} of {player} is in the log again at {recorded.Sequence}");
                }
            }

            Check(auditor, rules, game, recorded);
            game = game.Apply(rules, recorded);
        }
    }

    private static void Check(Auditor auditor, GameRules rules, Game game, RecordedEvent recorded)
    {
        var happened = rules.Events.Decode(recorded);
        if (recorded.At < game.LastAt)
        {
            auditor.Fail($"event {recorded.Sequence} is of {recorded.At}, before {game.LastAt}");
        }

        if (game.Status == GameStatus.Finished)
        {
            auditor.Fail($"I9 {recorded.Type} at {recorded.Sequence} after the end");
        }

        if (game.Clock is { Turn: { } turn } clock)
        {
            CheckRunning(auditor, clock, turn, happened, recorded);
        }
        else if (happened is Move or FlagFell or ClockCredited)
        {
            auditor.Fail($"{recorded.Type} at {recorded.Sequence} while no clock runs");
        }

        if (happened is Stepped { Seat: var seat } && (rules.Events.TypeOf(recorded.Type) != typeof(Stepped) || game.Clock?.Turn?.Seat != seat || recorded.Player != game.Seats.First(holder => holder.Seat == seat).Player))
        {
            auditor.Fail($"{seat} moved out of turn at {recorded.Sequence}");
        }
    }

    private static void CheckRunning(Auditor auditor, TurnClock clock, Turn turn, GameEvent happened, RecordedEvent recorded)
    {
        if (happened is Move && recorded.At >= clock.Deadline)
        {
            auditor.Fail($"I8 a move at {recorded.At} after the deadline {clock.Deadline}");
        }

        if (happened is Move { LagMs: var lag } && (lag is null or < 0 || lag > turn.AllowanceMs || lag > clock[turn.Seat].Quota.Ms || lag > LagQuota.MsPerMoveMax))
        {
            auditor.Fail($"I8 a move was given {lag} ms of lag where {turn.AllowanceMs} were allowed");
        }

        if (happened is FlagFell && recorded.At < clock.Deadline)
        {
            auditor.Fail($"I8 a flag fell at {recorded.At}, before its deadline {clock.Deadline}");
        }

        if (happened is FlagFell or Move)
        {
            foreach (var (to, from) in auditor.Outages)
            {
                // An outage that the store recorded after the event was decided belongs to the next turn.
                var isKnown = to <= recorded.At && (happened is FlagFell || from < recorded.At);
                if (isKnown && clock.CreditFor(new Outage(from, to)) > 0)
                {
                    auditor.Fail($"I8 {recorded.Type} at {recorded.Sequence} though the outage from {from} to {to} is not credited");
                }
            }
        }

        if (happened is ClockCredited credited)
        {
            var outage = new Outage(credited.From, credited.To);
            if (!auditor.Outages.Contains((credited.To, credited.From)) || credited.Ms != clock.CreditFor(outage))
            {
                auditor.Fail($"I8 a credit of {credited.Ms} ms at {recorded.Sequence} for {outage}, due were {clock.CreditFor(outage)}");
            }
        }
    }
}
