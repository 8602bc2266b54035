namespace GameSessions.Games;

/// <summary>Why a player may not: a code for programs, a sentence for people, and whether sending the same again can help.</summary>
public sealed record Refusal(string Code, string Message, bool Retryable = false)
{
    public static Refusal NotAPlayer { get; } = new("NOT_A_PLAYER", "You have no seat in this game.");

    public static Refusal UnknownCommand { get; } = new("UNKNOWN_COMMAND", "This kind of game has no such command.");

    public static Refusal GameNotStarted { get; } = new("GAME_NOT_STARTED", "The game has not started.");

    public static Refusal GameOver { get; } = new("GAME_OVER", "The game is over.");

    public static Refusal NotYourTurn { get; } = new("NOT_YOUR_TURN", "It is not your turn.");

    public static Refusal Locked { get; } = new("LOCKED", "The room is locked.");

    public static Refusal GameFull { get; } = new("GAME_FULL", "Every seat is taken.");

    public static Refusal SeatTaken { get; } = new("SEAT_TAKEN", "That seat is taken or kept for somebody else.");

    public static Refusal StorageUnavailable { get; } = new("STORAGE_UNAVAILABLE", "Storage is out of reach; send the same command id again.", Retryable: true);

    public static Refusal NotAllowed(string message) => new("NOT_ALLOWED", message);

    public static Refusal BadData(string message) => new("BAD_DATA", message);

    public static Refusal AlreadyTaken(string message) => new("ALREADY_TAKEN", message);

    public static Refusal NotAvailable(string message) => new("NOT_AVAILABLE", message);
}
