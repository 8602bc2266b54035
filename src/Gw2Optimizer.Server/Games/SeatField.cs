using GameSessions.Games;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>Reads <c>seat</c>: a place at the table, by its name.</summary>
internal static class SeatField
{
    public const int CharactersMax = 64;

    public static string Fault(IReadOnlyList<SeatHolder> seats) => $"Must be one of {string.Join(", ", seats.Select(holder => holder.Seat))}.";

    public static Seat? Read(JsonFields fields) => fields.OptionalText("seat", CharactersMax, min: 1) is { } name ? new Seat(name) : null;
}
