using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

/// <summary>The clock of a draft, worked out again from the log alone.</summary>
internal sealed class ClockLedger
{
    private readonly Dictionary<long, Turn> after = [];

    public ClockLedger(IReadOnlyList<JsonElement> log, long totalMs, long incrementMs = 0, long delayMs = 0)
    {
        DelayMs = delayMs;
        var turn = new Turn("blue", 0, 0, totalMs, totalMs);
        for (var i = 0; i < log.Count; i++)
        {
            var (entry, data) = (log[i], log[i].GetProperty("data"));
            switch (entry.Type())
            {
                case "started":
                    turn = turn with { StartedAt = entry.Number("at"), AllowanceMs = data.Number("allowanceMs") };
                    break;
                case "banned" or "picked":
                    var spent = Math.Max(0, entry.Number("at") - turn.StartedAt - data.Number("lagMs") - delayMs);
                    turn = turn.Seat == "blue" ? turn with { BlueMs = turn.BlueMs - spent + incrementMs } : turn with { RedMs = turn.RedMs - spent + incrementMs };
                    turn = turn with { StartedAt = entry.Number("at"), AllowanceMs = data.TryGetProperty("allowanceMs", out var ms) ? ms.GetInt64() : 0, Seat = SeatOf(++Moves) };
                    break;
                default:
                    break;
            }

            after[entry.Number("sequence")] = turn;
            Last = turn;
        }
    }

    public Turn Last { get; } = null!;

    public long DelayMs { get; }

    private int Moves { get; set; }

    /// <summary>When the flag of the running turn falls, on the server's clock.</summary>
    public long Deadline => Last.StartedAt + DelayMs + Last.ActiveMs + Last.AllowanceMs;

    /// <summary>What a timer must show: of the seat to move the time gone by is taken off.</summary>
    public (long Blue, long Red) RemainingAt(long sequence, long asOf)
    {
        var turn = after[sequence];
        var gone = Math.Max(0, asOf - turn.StartedAt - DelayMs);
        return turn.Seat == "blue" ? (turn.BlueMs - gone, turn.RedMs) : (turn.BlueMs, turn.RedMs - gone);
    }

    /// <summary>Holds a timer against the log, to the 50 ms that are allowed.</summary>
    public void ShouldAgree(JsonElement timer)
    {
        var (blue, red) = RemainingAt(timer.Number("sequence"), timer.Number("asOf"));
        timer.At("remainingMs").Number("blue").ShouldBeInRange(blue - 50, blue + 50, timer.GetRawText());
        timer.At("remainingMs").Number("red").ShouldBeInRange(red - 50, red + 50, timer.GetRawText());
    }

    /// <summary>Who moves after so many moves of a duel of five: bans in turn, then the snake.</summary>
    private static string SeatOf(int moves) => moves < 14 && "brbrbrrbbrrbbr"[moves] == 'b' ? "blue" : "red";

    internal sealed record Turn(string Seat, long StartedAt, long AllowanceMs, long BlueMs, long RedMs)
    {
        public long ActiveMs => Seat == "blue" ? BlueMs : RedMs;
    }
}
