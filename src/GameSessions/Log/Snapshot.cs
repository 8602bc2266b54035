using GameSessions.Wire;

namespace GameSessions.Log;

/// <summary>A game's whole state after event <paramref name="Sequence"/>, so that loading reads only what came later.</summary>
public sealed record Snapshot(long Sequence, RawJson State);
