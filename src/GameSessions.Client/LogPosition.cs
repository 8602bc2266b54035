namespace GameSessions.Client;

/// <summary>Where a client stands in a log: after event <paramref name="Sequence"/> of the incarnation <paramref name="Epoch"/>.</summary>
/// <param name="Epoch">Null where it is not known; then a restored log cannot be told from the old one.</param>
public readonly record struct LogPosition(long Sequence, string? Epoch);
