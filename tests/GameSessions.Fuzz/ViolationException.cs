namespace GameSessions.Fuzz;

/// <summary>The server did what the contract does not allow.</summary>
public sealed class ViolationException(string message) : Exception(message);
