using System.Text.Json;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Log;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Practice;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>What somebody wants to play, read and checked.</summary>
/// <param name="Practice">Against the practice opponent, who sits down at once.</param>
internal sealed record NewGame(GameCreation Creation, Seat Seat, bool Practice)
{
    private const int OptionsCharactersMax = 16_384;
    public const int NameCharactersMax = 254;

    /// <returns>Null where something is wrong, which the fields then know.</returns>
    public static async Task<NewGame?> ReadAsync(JsonFields fields, SessionNode node, Users users, PlayerId creator)
    {
        var kind = fields.RequiredText("kind", 1, NameCharactersMax);
        if (node.FindRules(kind) is not { } rules)
        {
            fields.Refuse("kind", "There is no such kind of game.");
            return null;
        }

        var control = TimeControlField.Read(fields, rules);
        var setup = rules.SetUp(fields.OptionalObject("options", OptionsCharactersMax) ?? JsonDocument.Parse("{}").RootElement);
        foreach (var (option, problem) in setup.Problems)
        {
            fields.Refuse($"options.{option}", problem, setup.Code);
        }

        var seat = SeatField.Read(fields);
        // The game waits for its required seats: one of them is the creator's.
        IReadOnlyList<SeatHolder> required = [.. setup.Seats.Where(holder => holder.Required)];
        if (seat is { } asked && setup.Problems.Count == 0 && required.All(holder => holder.Seat != asked))
        {
            fields.Refuse("seat", SeatField.Fault(required));
        }

        var opponent = await OpponentAsync(fields, users, creator);
        var practice = opponent == PracticeAccount.Player;
        if (practice && rules is not DraftRules)
        {
            fields.Refuse("opponent", "Practice plays drafts only.");
        }

        if (fields.Refusal is not null)
        {
            return null;
        }

        var own = seat ?? setup.Seats[0].Seat;
        var seats = opponent is { } other && !practice ? Keep(setup.Seats, own, other) : setup.Seats;
        return new NewGame(new GameCreation(kind, setup.Options, control, node.Clock.Estimate, seats), own, practice);
    }

    private static async Task<PlayerId?> OpponentAsync(JsonFields fields, Users users, PlayerId creator)
    {
        if (fields.OptionalText("opponent", NameCharactersMax, min: 1) is not { } name)
        {
            return null;
        }

        if (PracticeAccount.IsMeantBy(name))
        {
            return PracticeAccount.Player;
        }

        var user = UserId.TryParse(name, provider: null, out var id) ? await users.FindAsync(id) : await users.FindByNameAsync(name);
        if (user is null || user.Id.ToString() == creator.Value)
        {
            fields.Refuse("opponent", user is null ? "There is no such user." : "Somebody else, please.");
            return null;
        }

        return new PlayerId(user.Id.ToString());
    }

    private static IReadOnlyList<SeatHolder> Keep(IReadOnlyList<SeatHolder> seats, Seat own, PlayerId opponent)
    {
        var kept = seats.First(holder => holder.Seat != own).Seat;
        return [.. seats.Select(holder => holder.Seat == kept ? holder with { KeptFor = opponent } : holder)];
    }
}
