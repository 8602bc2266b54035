using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GameSessions.Games;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Server.Advice.Rooms;

namespace Gw2Optimizer.Server.Practice;

/// <summary>How the practice opponent drafts: a pure function of what its seat may see and of the game's id. It looks one step ahead.</summary>
internal static class PracticeCaptain
{
    /// <summary>Bans are drawn from so many, lest every draft begin alike.</summary>
    private const int BansConsidered = 6;

    /// <summary>A ban takes what would make the strongest beginning of a squad; a pick is what improves the own squad most.</summary>
    /// <param name="draft">One in which this seat has a step due.</param>
    public static PracticeMove Choose(Draft draft, Seat seat, GameId game)
    {
        var free = draft.Pool.Except(draft.TakenFor(seat)).ToHashSet(StringComparer.Ordinal);
        var own = draft.Picks.Where(pick => pick.Seat == seat).ToList();
        var isBan = draft.Due()!.Action == DraftAction.Ban;
        var choices = SquadCatalogue.Shipped.Archetypes
            .Where(archetype => free.Contains(archetype.Specialization))
            .Select(archetype => new Pick(seat, archetype.Specialization, archetype.Role))
            .Distinct()
            .OrderByDescending(pick => DraftRatings.Rate(isBan ? [pick] : [.. own, pick]))
            .ThenBy(pick => Draw(game, draft.Step, pick.Specialization));
        return isBan
            ? new PracticeMove("ban", choices.Select(pick => pick.Specialization).Distinct(StringComparer.Ordinal).Take(BansConsidered).MinBy(name => Draw(game, draft.Step, name))!)
            : choices.Select(pick => new PracticeMove("pick", pick.Specialization, pick.Role)).First();
    }

    /// <summary>A number that looks random and is always the same.</summary>
    public static uint Draw(GameId game, int step, string what) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{game}/{step}/{what}")));
}

/// <param name="Command">The name of the command.</param>
/// <param name="Role">Null for a ban.</param>
internal sealed record PracticeMove(string Command, string Specialization, string? Role = null);
