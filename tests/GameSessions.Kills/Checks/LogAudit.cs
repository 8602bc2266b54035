using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Kills.Players;
using GameSessions.Kills.Tables;
using GameSessions.Wire;

namespace GameSessions.Kills.Checks;

/// <summary>Holds what a game's players were told and asked for against its log.</summary>
internal static class LogAudit
{
    public static IEnumerable<string> Check(Table table, StoredLog log) =>
        CheckRows(log).Concat(CheckCommandsAreWhole(log)).Concat(table.Journals.SelectMany(journal => CheckJournal(table, journal, log)));

    /// <summary>Of a game that goes on: whatever the player knew before the log was read is in it.</summary>
    public static IEnumerable<string> CheckBeginning(IReadOnlyList<WireEvent> known, IReadOnlyList<WireEvent> history, Seat seat)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (i >= history.Count || known[i] != history[i])
            {
                yield return $"I5 {seat} knows {known[i]}, the history has {history.ElementAtOrDefault(i)?.ToString() ?? "nothing"}";
            }
        }
    }

    private static IEnumerable<string> CheckRows(StoredLog log)
    {
        for (var i = 0; i < log.Events.Count; i++)
        {
            if (log.Events[i].Sequence != i + 1)
            {
                yield return $"the log has event {log.Events[i].Sequence} in place of {i + 1}";
            }
        }

        if (log.Head != log.Events.Count)
        {
            yield return $"the head is {log.Head}, and there are {log.Events.Count} events";
        }

        var ends = log.Events.Where(recorded => recorded.Type == "finished").ToList();
        if (ends.Count > 1 || (ends.Count == 1 && ends[0].Sequence != log.Head) || ends.Count == 1 != (log.Status == "finished"))
        {
            yield return $"I9 the game is {log.Status}, and ended at {string.Join(", ", ends.Select(end => end.Sequence))} of {log.Head}";
        }
    }

    /// <summary>Each command is there once, and whole, whether or not it was ever answered.</summary>
    private static IEnumerable<string> CheckCommandsAreWhole(StoredLog log)
    {
        foreach (var command in log.Events.Where(recorded => recorded.CommandId is not null).GroupBy(recorded => (recorded.Player, recorded.CommandId)))
        {
            var events = command.ToList();
            var firsts = events.Where(recorded => log.CommandEvents.ContainsKey(recorded.Sequence)).ToList();
            if (firsts.Count != 1 || firsts[0] != events[0] || log.CommandEvents[events[0].Sequence] != events.Count || events[^1].Sequence - events[0].Sequence != events.Count - 1)
            {
                yield return $"I3 command {command.Key.CommandId} of {command.Key.Player} has events {string.Join(", ", events.Select(recorded => recorded.Sequence))}, not once and whole";
            }
        }
    }

    private static IEnumerable<string> CheckJournal(Table table, Journal journal, StoredLog log)
    {
        if (journal.Player is not { } player)
        {
            yield return $"{journal.Seat} never came in";
            yield break;
        }

        var known = journal.Events;
        for (var i = 0; i < Math.Max(known.Count, log.Events.Count); i++)
        {
            var kept = i < log.Events.Count ? WireEvent.For(table.Id, log.Events[i], journal.Seat, player) : null;
            if (kept is null || known.ElementAtOrDefault(i) != kept)
            {
                yield return $"I5 {journal.Seat} knows {known.ElementAtOrDefault(i)?.ToString() ?? "nothing"}, the log has {kept?.ToString() ?? "nothing"}";
            }
        }

        var caused = log.Events.Where(recorded => recorded.Player == player && recorded.CommandId is not null).ToLookup(recorded => recorded.CommandId!.Value);
        foreach (var (id, answer) in journal.Accepted)
        {
            if (caused[id].Count() != answer.Count || caused[id].First().Sequence != answer.Sequence)
            {
                yield return $"I3 {id} of {journal.Seat} was accepted with {answer.Count} events from {answer.Sequence}; the log has {string.Join(", ", caused[id].Select(recorded => recorded.Sequence))}";
            }
        }

        foreach (var (id, result) in journal.Commands)
        {
            if (result is CommandResult.Refused refused && !journal.SaysTwice && caused[id].Any())
            {
                yield return $"I3 {id} of {journal.Seat} was refused ({refused.Code}) and is in the log at {caused[id].First().Sequence}";
            }
        }

        var ack = log.Acks.GetValueOrDefault(player);
        if (ack < journal.AckStored || ack > log.Head)
        {
            yield return $"I7 the ack of {journal.Seat} is {ack} of {log.Head}, and {journal.AckStored} was confirmed";
        }
    }
}
