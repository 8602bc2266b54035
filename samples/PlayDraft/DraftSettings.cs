namespace PlayDraft;

/// <param name="Url">Null: start a server.</param>
/// <param name="Pace">What a captain takes for a move, on average.</param>
internal sealed record DraftSettings(int Cuts, int Kills, int Seed, Uri? Url, string Format, TimeSpan Pace);

/// <summary>Something happened that the draft cannot go on from; its message is for people.</summary>
internal sealed class DraftFailedException(string message) : Exception(message);
