using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>Small appends for tests: two seats, and moves that say nothing.</summary>
internal static class Sample
{
    public static readonly PlayerId Ann = new("ann");
    public static readonly PlayerId Bob = new("bob");
    public static readonly Seat Blue = new("blue");
    public static readonly Seat Red = new("red");

    public static IReadOnlyList<SeatHolder> Seats(PlayerId? blue = null, PlayerId? red = null) => [new SeatHolder(Blue, true, blue), new SeatHolder(Red, true, red)];

    public static RecordedEvent Event(long sequence, PlayerId? player = null, string? command = null, string data = "{}") =>
        new(sequence, "moved", new RawJson(data), player, command is null ? null : new CommandId(command), At: 1_000 + sequence);

    /// <summary>A game with its first event, made by nobody's command.</summary>
    public static Append Make(
        string game, IReadOnlyList<SeatHolder>? seats = null, long? deadline = null, GameStatus status = GameStatus.Running, string kind = "draft", long createdAt = 1_000) =>
        new(new GameId(game), 0, [Event(1)], status, deadline, seats, new GameCreation(kind, new RawJson("""{"a":1}"""), TimeControl.Normal, createdAt, Seats()));

    /// <summary>One event, or more, after <paramref name="head"/>.</summary>
    public static Append Move(
        string game, long head, PlayerId? player = null, string? command = null, int count = 1, long? deadline = null, GameStatus status = GameStatus.Running,
        IReadOnlyList<SeatHolder>? seats = null, string data = "{}") =>
        new(new GameId(game), head, [.. Enumerable.Range(1, count).Select(i => Event(head + i, player, command, data))], status, deadline, seats);
}
