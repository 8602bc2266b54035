namespace GameSessions.Clocks;

/// <summary>
/// The lag that a player may still be given, in ms, 0 to 1 000: it loses what is used and regains a little with each move, so that
/// a slow line is made good and a feigned one soon is not. After lichess's lag tracker.
/// </summary>
public readonly record struct LagQuota(int Ms)
{
    /// <summary>Most lag that a player may have in hand, and has at the start, in ms.</summary>
    public const int MsMax = 1_000;

    /// <summary>Most lag that one move is given, in ms.</summary>
    public const int MsPerMoveMax = 500;

    /// <summary>Regained with each move of the player's own, in ms.</summary>
    public const int MsRegainedPerMove = 50;

    public static LagQuota Full => new(MsMax);

    /// <summary>What a turn that starts now may take; the round trip is the server's own last measurement in ms, null where it has none.</summary>
    public int AllowanceFor(int? roundTripMs) => Math.Min(Math.Min(MsPerMoveMax, Ms), Math.Max(0, roundTripMs ?? 0));

    public LagQuota AfterMove(int lagMs) => new(Math.Clamp(Ms - lagMs + MsRegainedPerMove, 0, MsMax));
}
