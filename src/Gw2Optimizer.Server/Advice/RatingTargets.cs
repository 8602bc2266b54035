using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Builds;

namespace Gw2Optimizer.Server.Advice;

/// <summary>What a user may rate: own compositions, and builds and teams that the user may read.</summary>
internal sealed class RatingTargets(Compositions compositions, StoredBuilds builds, IEnumerable<IReadableTeams> teams)
{
    public async Task<(string Kind, RatedThing Thing)?> FindAsync(Guid id, UserId user)
    {
        if (await compositions.FindAsync(id, user) is { } composed)
        {
            return ("composition", composed);
        }

        if (await builds.FindAsync(id, user) is { } build)
        {
            return ("build", new RatedThing([[TitleOf(build.Profession, build.Specialization)]]));
        }

        foreach (var stored in teams)
        {
            if (await stored.FindAsync(id, user) is { } team)
            {
                return ("team", new RatedThing([.. team.Select(member => TitleOf(member.Profession, member.Specialization)).Chunk(SquadScore.SubgroupSize)]));
            }
        }

        return null;
    }

    /// <summary>As squads name it: core lines are all one.</summary>
    private static string TitleOf(string profession, string specialization) =>
        SquadCatalogue.Shipped.Archetypes.FirstOrDefault(archetype => archetype.Profession == profession && Names.Same(archetype.Specialization, specialization))?.Title
        ?? $"core {profession}";
}
