namespace GameSessions.Fuzz.Visits;

/// <summary>How a server is to be treated.</summary>
/// <param name="BatchMax">Frames to send at once.</param>
internal sealed record Profile(ScenarioServer Server, int BatchMax, bool MayBeRateLimited);
