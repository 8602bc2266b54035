using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.Checks;

/// <summary>Sees everything that is stored or sent, and says at once what must not be.</summary>
internal sealed class Auditor(Trace trace, Func<long> storeNow)
{
    /// <summary>A node reads the feed every half second; a wake-up may be lost.</summary>
    private const long LateMs = 1_500;

    /// <summary>A node asks for the log's incarnation every five seconds; what ended is then closed.</summary>
    private const long ForkedMs = 8_000;

    private readonly Dictionary<GameId, List<RecordedEvent>> logs = [];
    private readonly Dictionary<SessionKey, long> acks = [];
    private readonly Dictionary<SessionKey, SocketAudit> newest = [];
    private readonly List<Journal> journals = [];
    private readonly List<SocketAudit> all = [];
    private readonly Dictionary<GameId, GameCreation> creations = [];
    private readonly Dictionary<(GameId, long), long> storedAt = [];
    private TokenAudit? tokens;
    private int sockets;

    /// <summary>How often the database was restored. What belongs to an earlier era is not held against the log of this one.</summary>
    public int Era { get; private set; }

    /// <summary>The log's incarnation.</summary>
    public string Epoch => $"epoch-{Era + 1}";

    /// <summary>When the database was last restored, by the store's clock.</summary>
    public long RestoredAt { get; private set; }

    /// <summary>What is known now, as a backup of the store has it.</summary>
    public AuditBackup BackUp() => new(logs.ToDictionary(log => log.Key, log => log.Value.Count), new(acks), Tokens.BackUp(), storeNow());

    /// <summary>Everything since the backup never was.</summary>
    public void Restore(AuditBackup backup)
    {
        trace.Note("store", $"is restored to {backup.At - SimTime.Origin.ToUnixTimeMilliseconds()}");
        Era++;
        RestoredAt = storeNow();
        foreach (var (game, log) in logs)
        {
            log.RemoveRange(backup.Heads[game], log.Count - backup.Heads[game]);
        }

        acks.Clear();
        foreach (var (session, ack) in backup.Acks)
        {
            acks.Add(session, ack);
        }

        newest.Clear();
        Tokens.Restore(backup.Tokens);
        Outages.RemoveWhere(outage => outage.To > backup.At);
        journals.ForEach(journal => journal.Restored());
    }

    public Trace Trace => trace;

    public TokenAudit Tokens => tokens ??= new TokenAudit(this);

    public IReadOnlyList<Journal> Journals => journals;

    /// <summary>Every outage that the store has told of, oldest first.</summary>
    public SortedSet<(long To, long From)> Outages { get; } = [];

    /// <summary>What went wrong first; null where nothing did.</summary>
    public string? Violation { get; private set; }

    public void Fail(string violation)
    {
        if (Violation is null)
        {
            Violation = violation;
            trace.Note("CHECK", $"VIOLATION {violation}");
        }
    }

    public IReadOnlyList<RecordedEvent> LogOf(GameId game) => logs.GetValueOrDefault(game) ?? [];

    /// <summary>Every game that has an event, in the order of their first.</summary>
    public IReadOnlyCollection<GameId> Games => logs.Keys;

    public GameCreation CreationOf(GameId game) => creations[game];

    public Journal Journal(PlayerId player, Seat? seat, GameId game)
    {
        var journal = new Journal(this, player, seat, game);
        journals.Add(journal);
        return journal;
    }

    public SocketAudit Socket(string server, string client, UpgradeRequest request)
    {
        var name = $"{client}/{++sockets}";
        trace.Note(server, $"accepts {name} by {(request.ResumeToken is null ? "access" : "resume")} token from {request.From}");
        var socket = new SocketAudit(this, server, name, request);
        all.Add(socket);
        return socket;
    }

    /// <summary>In good weather, whoever listens hears of an event soon, on whichever node it was stored.</summary>
    public void CheckNobodyWaits()
    {
        all.RemoveAll(socket => socket.SupersededAt is not null || socket.IsClosed);
        foreach (var socket in all)
        {
            if (socket.IsOfAnEarlierEra)
            {
                if (storeNow() - Math.Max(RestoredAt, CalmSince!.Value) > ForkedMs && socket.IsOpen())
                {
                    Fail($"{socket.Client} still listens to a log that is no more");
                }

                continue;
            }

            if (socket.Standing is { } at && at < LogOf(socket.Game).Count && storeNow() - storedAt[(socket.Game, at + 1)] > LateMs)
            {
                Fail($"{socket.Client} has not been sent event {at + 1}, stored {storeNow() - storedAt[(socket.Game, at + 1)]} ms ago");
            }
        }
    }

    public IReadOnlyList<AppendOutcome> Appending(IReadOnlyList<Append> batch, Func<IReadOnlyList<AppendOutcome>> store)
    {
        var outcomes = store();
        for (var i = 0; i < batch.Count; i++)
        {
            if (outcomes[i] is AppendOutcome.Stored)
            {
                Stored(batch[i]);
            }
        }

        return outcomes;
    }

    public long Acking(Ack ack, long stored)
    {
        var session = ack.Session;
        if (stored > LogOf(session.Game).Count)
        {
            Fail($"an ack of {stored} was stored beyond head {LogOf(session.Game).Count}");
        }

        if (ack.Sequence > LogOf(session.Game).Count && Era == 0)
        {
            Fail($"an ack of {ack.Sequence} was asked for beyond head {LogOf(session.Game).Count}");
        }

        if (stored < acks.GetValueOrDefault(session))
        {
            Fail($"I7 the ack of {session.Player} went from {acks[session]} to {stored}");
        }

        return acks[session] = stored;
    }

    /// <summary>What a node says the floor is, asked for when it was <paramref name="atLeast"/>.</summary>
    public void Floor(GameId game, IReadOnlyList<PlayerId> seated, int era, long atLeast, long told)
    {
        if (era == Era && (told < atLeast || told > FloorOf(game, seated)))
        {
            Fail($"the floor of {game} was told as {told}; it was {atLeast} before and {FloorOf(game, seated)} after");
        }
    }

    public long FloorOf(GameId game, IReadOnlyList<PlayerId> seated) => seated.Min(player => acks.GetValueOrDefault(new SessionKey(game, player)));

    public Beat Beating(Beat beat, long endedAfter)
    {
        foreach (var outage in beat.Outages)
        {
            if (outage.To <= endedAfter)
            {
                Fail($"the store told of an outage again that ended at {outage.To}");
            }

            Outages.Add((outage.To, outage.From));
        }

        return beat;
    }

    /// <summary>A session's ack as a client was told it: it is stored by then.</summary>
    public void Acked(SessionKey session, long sequence)
    {
        if (sequence > acks.GetValueOrDefault(session))
        {
            Fail($"{session.Player} was told of an ack of {sequence}, stored is {acks.GetValueOrDefault(session)}");
        }
    }

    /// <summary>This socket finished its hand-over; those of earlier handshakes must fall silent soon.</summary>
    public void Live(SessionKey session, SocketAudit socket)
    {
        var other = newest.GetValueOrDefault(session) ?? socket;
        var (earlier, later) = other.Generation < socket.Generation ? (other, socket) : (socket, other);
        if (earlier != later)
        {
            earlier.SupersededAt ??= storeNow();
        }

        newest[session] = later;
    }

    public long StoreNow => storeNow();

    /// <summary>When the last fault was over; null while there are faults.</summary>
    public long? CalmSince { get; set; }

    private void Stored(Append append)
    {
        if (!logs.TryGetValue(append.GameId, out var log))
        {
            logs[append.GameId] = log = [];
            creations[append.GameId] = append.Creation!;
        }

        foreach (var recorded in append.Events)
        {
            trace.Note("store", $"{append.GameId}#{recorded.Sequence} {recorded.Type} {recorded.Data} by {recorded.Player} {recorded.CommandId} at {recorded.At - SimTime.Origin.ToUnixTimeMilliseconds()}");
            if (recorded.Sequence != log.Count + 1)
            {
                Fail($"I4 event {recorded.Sequence} was stored on head {log.Count}");
            }

            if (recorded.At > storeNow() + 30 && append.Deadline is not null)
            {
                Fail($"event {recorded.Sequence} is from the future: {recorded.At} at {storeNow()}");
            }

            log.Add(recorded);
            storedAt[(append.GameId, recorded.Sequence)] = storeNow();
        }
    }
}

/// <param name="Heads">How many events each game has.</param>
/// <param name="At">By the store's clock.</param>
internal sealed record AuditBackup(
    IReadOnlyDictionary<GameId, int> Heads, Dictionary<SessionKey, long> Acks, Dictionary<SessionKey, (TokenHash Newest, TokenHash? Proven)> Tokens, long At);
