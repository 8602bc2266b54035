using GameSessions.Games;

namespace GameSessions.Clocks;

/// <summary>
/// Each seat's time as a function of the log and of now; nothing counts down. All instants are ms since the epoch of the store's clock.
/// </summary>
public sealed record TurnClock(TimeControl Control, IReadOnlyList<SeatTime> Times, Turn? Turn)
{
    public static TurnClock For(TimeControl control, IEnumerable<Seat> seats) =>
        new(control, [.. seats.Select(seat => new SeatTime(seat, control.TotalMs, LagQuota.Full))], Turn: null);

    /// <summary>When the running turn's time ends, lag allowance included; null where no clock runs.</summary>
    public long? Deadline => Turn is { } turn
        ? turn.StartedAt + turn.CreditedMs + Control.DelayMs + this[turn.Seat].RemainingMs + turn.AllowanceMs
        : null;

    public SeatTime this[Seat seat] => Times.First(time => time.Seat == seat);

    public TurnClock Start(Seat seat, long at, int allowanceMs) => this with { Turn = new Turn(seat, at, allowanceMs, CreditedMs: 0, CreditedThrough: at) };

    /// <summary>The lag that a move arriving at <paramref name="at"/> is given: what it spent of its bank, up to the turn's allowance.</summary>
    public int LagGrant(long at) => Turn is { } turn ? (int)Math.Min(turn.AllowanceMs, SpentMs(turn, at)) : 0;

    /// <summary>Ends the turn with a move that arrived at <paramref name="at"/>: its time is paid, the increment added.</summary>
    public TurnClock Complete(long at, int lagMs)
    {
        if (Turn is not { } turn)
        {
            return this;
        }

        var time = this[turn.Seat];
        var remaining = Math.Max(0, time.RemainingMs - (SpentMs(turn, at) - lagMs)) + Control.IncrementMs;
        return With(time with { RemainingMs = remaining, Quota = time.Quota.AfterMove(lagMs) });
    }

    /// <summary>Stops the clock: the time so far is paid, without increment.</summary>
    public TurnClock Stop(long at)
    {
        if (Turn is not { } turn)
        {
            return this;
        }

        var time = this[turn.Seat];
        return With(time with { RemainingMs = Math.Max(0, time.RemainingMs - SpentMs(turn, at)) });
    }

    /// <summary>The part of an outage that lies in the running turn and is not credited yet, in ms.</summary>
    public long CreditFor(Outage outage) => Turn is { } turn ? Math.Max(0, outage.To - Math.Max(outage.From, turn.CreditedThrough)) : 0;

    public TurnClock Credit(long ms, long through) =>
        Turn is { } turn ? this with { Turn = turn with { CreditedMs = turn.CreditedMs + ms, CreditedThrough = Math.Max(turn.CreditedThrough, through) } } : this;

    /// <summary>What a seat has left at <paramref name="at"/>, in ms, never below 0.</summary>
    public long RemainingMs(Seat seat, long at) =>
        Turn is { } turn && turn.Seat == seat ? Math.Max(0, this[seat].RemainingMs - SpentMs(turn, at)) : this[seat].RemainingMs;

    /// <summary>What is left at <paramref name="at"/> of the delay before the bank runs, in ms.</summary>
    public long DelayLeftMs(long at) => Turn is { } turn ? Math.Clamp(Control.DelayMs - ElapsedMs(turn, at), 0, Control.DelayMs) : 0;

    private static long ElapsedMs(Turn turn, long at) => Math.Max(0, at - turn.StartedAt - turn.CreditedMs);

    private long SpentMs(Turn turn, long at) => Math.Max(0, ElapsedMs(turn, at) - Control.DelayMs);

    private TurnClock With(SeatTime changed) =>
        this with { Turn = null, Times = [.. Times.Select(time => time.Seat == changed.Seat ? changed : time)] };
}

/// <summary>One seat's bank in ms at the end of its last turn, and its lag quota.</summary>
public sealed record SeatTime(Seat Seat, long RemainingMs, LagQuota Quota);

/// <summary>The turn that runs: whose, since when, its lag allowance, and what outages gave back so far.</summary>
public sealed record Turn(Seat Seat, long StartedAt, int AllowanceMs, long CreditedMs, long CreditedThrough);
