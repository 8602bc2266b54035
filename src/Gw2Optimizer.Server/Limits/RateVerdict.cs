namespace Gw2Optimizer.Server.Limits;

/// <summary>Whether a call may pass, and how the tighter window stands after it.</summary>
/// <param name="Reset">Seconds until that window ends, at least 1.</param>
internal readonly record struct RateVerdict(bool Allowed, int Limit, int Remaining, int Reset);
