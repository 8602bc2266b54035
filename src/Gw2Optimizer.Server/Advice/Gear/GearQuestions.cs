using System.Collections.Immutable;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>From a wish to the solver's question.</summary>
internal static class GearQuestions
{
    public static GearGoal GoalOf(string role) => role switch
    {
        "dps" => GearGoal.Damage,
        "condi_dps" => GearGoal.Condi,
        "support" or "healer" or "boon_support" or "stability" or "cleanse" => GearGoal.Support,
        "tank" => GearGoal.Survive,
        _ => GearGoal.Balanced,
    };

    public static GameMode ModeOf(string mode) => mode switch
    {
        "zerg" or "raid_guild" or "roaming" => GameMode.WvW,
        "spvp" => GameMode.PvP,
        _ => GameMode.PvE,
    };

    /// <summary>Every prefix that exists on every piece competes, with what is worn; so does every rune, unless it is to be kept.</summary>
    public static GearQuestion Of(WornGear worn, GearWish wish, GearGoal goal)
    {
        var catalogue = GameCatalogue.Shipped;
        return new GearQuestion(
            catalogue,
            worn.Profession,
            worn.Traits,
            worn.Slots,
            [.. GearQuestion.PrefixesEverywhere(catalogue).Concat(worn.PrefixBySlot.Values).DistinctBy(prefix => prefix.Name)],
            GearRarity.Ascended,
            wish.Keep.Contains(GearSlots.Rune) ? [worn.Upgrades] : WithEveryRune(worn.Upgrades, catalogue),
            goal,
            GearQuestion.FightFor(goal, ModeOf(wish.Mode)),
            [.. wish.Limits.Select(limit => limit.Limit)],
            GearInfusions.None);
    }

    /// <summary>What is to be kept is all that may be worn there.</summary>
    /// <exception cref="GearProblemException">The question is out of range.</exception>
    public static GearProblem ProblemOf(GearQuestion question, WornGear worn, GearWish wish) => wish.Keep.Where(worn.PrefixBySlot.ContainsKey)
        .Aggregate(question.ToProblem(), (problem, slot) => problem.WithForced(slot, worn.PrefixBySlot[slot].Name));

    // The worn one first, so that it stays where another is no better.
    private static ImmutableArray<UpgradeSet> WithEveryRune(UpgradeSet worn, GameCatalogue catalogue) =>
        [worn, .. catalogue.Runes.Where(rune => rune.Id != worn.Rune?.Id).Select(rune => worn with { Rune = rune })];
}
