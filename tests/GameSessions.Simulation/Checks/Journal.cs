using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Simulation.Checks;

/// <summary>What one player was told and asked for in one game, over all sockets.</summary>
internal sealed class Journal(Auditor auditor, PlayerId player, Seat? seat, GameId game)
{
    private readonly List<WireEvent> events = [];
    private readonly Dictionary<CommandId, CommandResult?> commands = [];
    private long before = -1;
    private int made;

    public PlayerId Player => player;

    /// <summary>The last event the player knows of.</summary>
    public long Position => Math.Max(before, 0) + events.Count;

    /// <summary>Commands whose fate the player does not know yet.</summary>
    public int Unanswered { get; private set; }

    public int NextCommand() => ++made;

    public void Hear(ClientNews news)
    {
        switch (news)
        {
            case ClientNews.Happened { Event: var happened }:
                before = before < 0 ? happened.Sequence - 1 : before;
                if (happened.Sequence != before + events.Count + 1)
                {
                    auditor.Fail($"I1 {player} was told of event {happened.Sequence} after {before + events.Count}");
                }

                events.Add(happened);
                break;
            case ClientNews.Snapshot snapshot:
                auditor.Fail($"{player} got a snapshot ({snapshot.Reason})");
                break;
            case ClientNews.OutcomeKnown { Outcome: SessionOutcome.Revoked revoked }:
                auditor.Fail($"{player} was shut out: {revoked.Reason}");
                break;
        }
    }

    public void Sending(CommandId id, string name)
    {
        auditor.Trace.Note(player.Value, $"wants {name} as {id}");
        commands.Add(id, null);
        Unanswered++;
    }

    public void Answered(CommandId id, CommandResult result)
    {
        auditor.Trace.Note(player.Value, $"{id}: {result}");
        commands[id] = result;
        Unanswered--;
    }

    /// <summary>Compares, when all is quiet, with the log: I3 and I5.</summary>
    public void Compare()
    {
        var log = auditor.LogOf(game);
        if (events.Count != log.Count)
        {
            auditor.Fail($"I5 {player} knows {events.Count} events of {log.Count}");
            return;
        }

        for (var i = 0; i < log.Count; i++)
        {
            if (events[i] != WireEvent.For(game, log[i], seat, player))
            {
                auditor.Fail($"I5 {player} knows event {i + 1} as {events[i]}, the log as {log[i]}");
                return;
            }
        }

        foreach (var (id, result) in commands)
        {
            var caused = log.Where(recorded => recorded.CommandId == id && recorded.Player == player).ToList();
            var complaint = result switch
            {
                CommandResult.Accepted accepted when caused.Count != accepted.Count || caused[0].Sequence != accepted.Sequence => "was accepted but is not so in the log",
                CommandResult.Refused when caused.Count > 0 => "was refused and is in the log",
                null => "was never answered",
                _ when caused.Count > 2 => "is in the log more than once",
                _ => null,
            };
            if (complaint is not null)
            {
                auditor.Fail($"I3 {id} {complaint}: {result} {string.Join(", ", caused)}");
            }
        }
    }
}
