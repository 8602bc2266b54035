namespace GameSessions.Fuzz.Visits;

/// <summary>How a server is to be treated.</summary>
/// <param name="BatchMax">Frames to send at once.</param>
/// <param name="IsStepwise">Whether each frame waits for the answer to the one before.</param>
internal sealed record Profile(ScenarioServer Server, int BatchMax, bool MayBeRateLimited, bool IsStepwise = false);
