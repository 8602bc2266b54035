using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace GuessTheNumber;

#region events
internal sealed record Chosen(int Number) : Move;

/// <param name="Answer"><c>higher</c>, <c>lower</c> or <c>right</c>.</param>
internal sealed record Guessed(int Number, string Answer) : Move;
#endregion

#region room
/// <summary>The number, once it is chosen, and the range that the answers leave for it.</summary>
internal sealed record Secret(int? Number, int Low, int High, int GuessesLeft);
#endregion

/// <summary>The keeper chooses a number that nobody else sees; the seeker has six guesses to find it, each answered.</summary>
internal sealed class GuessRules : GameRules<Secret>
{
    #region set-up
    public static readonly Seat Keeper = new("keeper");
    public static readonly Seat Seeker = new("seeker");

    public override string Kind => "guess";

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string> { "choose", "guess" };

    public override EventCodec Events { get; } = new(("chosen", typeof(Chosen)), ("guessed", typeof(Guessed)));

    public override TimeControl DefaultTimeControl => TimeControl.Blitz;

    public override GameSetup SetUp(JsonElement options) =>
        GameSetup.Of(RawJson.EmptyObject, new SeatHolder(Keeper, Required: true), new SeatHolder(Seeker, Required: true));

    public override Secret Create(RawJson options) => new(Number: null, Low: 1, High: 100, GuessesLeft: 6);
    #endregion

    #region decide
    public override Decision Decide(Secret room, Seat seat, PlayerCommand command, DecisionContext context)
    {
        if (command.Name != (seat == Keeper ? "choose" : "guess"))
        {
            return Refusal.NotAllowed("The keeper chooses, the seeker guesses.");
        }

        if (seat != Turn(room))
        {
            return Refusal.NotYourTurn;
        }

        if (!command.Data.TryGetProperty("number", out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number) || number is < 1 or > 100)
        {
            return Refusal.BadData("number must be a whole number from 1 to 100.");
        }

        if (room.Number is not { } secret)
        {
            return Decision.Accept(new Chosen(number) { Audience = [Keeper] });
        }

        var guessed = new Guessed(number, number < secret ? "higher" : number > secret ? "lower" : "right");
        var told = RawJson.From(new { number = secret });
        return number == secret ? Decision.Accept(guessed, new Finished(Seeker, "found", told))
            : room.GuessesLeft == 1 ? Decision.Accept(guessed, new Finished(Keeper, "kept", told))
            : Decision.Accept(guessed);
    }
    #endregion

    #region apply
    public override Secret Apply(Secret room, GameEvent happened, PlayerId? by, long at) => happened switch
    {
        Chosen chosen => room with { Number = chosen.Number },
        Guessed { Answer: "higher" } guessed => room with { Low = Math.Max(room.Low, guessed.Number + 1), GuessesLeft = room.GuessesLeft - 1 },
        Guessed { Answer: "lower" } guessed => room with { High = Math.Min(room.High, guessed.Number - 1), GuessesLeft = room.GuessesLeft - 1 },
        Guessed guessed => room with { Low = guessed.Number, High = guessed.Number, GuessesLeft = room.GuessesLeft - 1 },
        _ => room,
    };
    #endregion

    #region turn
    public override Seat? Turn(Secret room) => room.Number is null ? Keeper : Seeker;

    public override Finished Flag(Secret room, Seat seat) => new(seat == Keeper ? Seeker : Keeper, "flag", Scores: null);
    #endregion

    #region view
    public override RawJson View(Secret room, Seat? seat) => RawJson.From(seat == Keeper ? room : room with { Number = null });
    #endregion
}
