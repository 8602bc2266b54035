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

    /// <summary>The player knows of a log that is no more, and has not been told so.</summary>
    public bool MustBeTold { get; private set; }

    /// <summary>The database is another one than before.</summary>
    public void Restored() => MustBeTold = before >= 0;

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
            case ClientNews.Snapshot { Reason: Resume.ResumePlan.Forked } snapshot when auditor.Era > 0:
                // What was told and answered before may never have happened.
                MustBeTold = false;
                events.Clear();
                before = snapshot.AsOf;
                foreach (var answered in commands.Where(command => command.Value is not null).Select(command => command.Key).ToList())
                {
                    commands.Remove(answered);
                }

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
        if (MustBeTold)
        {
            auditor.Fail($"{player} has not been told that the database was restored");
            return;
        }

        // Only a restored log is not known from its first event on.
        var known = auditor.Era > 0 ? (int)Math.Max(before, 0) : 0;
        if (known + events.Count != log.Count)
        {
            auditor.Fail($"I5 {player} knows {events.Count} events of {log.Count} from {known} on");
            return;
        }

        foreach (var (i, told) in events.Index())
        {
            if (told != WireEvent.For(game, log[known + i], seat, player))
            {
                auditor.Fail($"I5 {player} knows event {known + i + 1} as {told}, the log as {log[known + i]}");
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
