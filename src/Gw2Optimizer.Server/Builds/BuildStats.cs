using System.Text.Json;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Server.Advice.Gear;

namespace Gw2Optimizer.Server.Builds;

/// <summary>What the combat model makes of a build: the finished sheet of its ascended gear, alone and without boons.</summary>
/// <param name="Attributes">Points, health, and fractions for chances and durations.</param>
/// <param name="Damage">Effective power; healing is one pulse.</param>
/// <param name="NotCounted">What is worn and not in the catalogue, and effects that are conditional or without a recorded number; unknown, not zero.</param>
internal sealed record BuildStats(
    IReadOnlyDictionary<string, double> Attributes, double Damage, double Survivability, double Healing, IReadOnlyList<string> NotCounted)
{
    public static BuildStats Of(Build build)
    {
        var worn = WornGear.Of(build.Stored);
        var mode = GearQuestions.ModeOf(build.GameMode);
        var character = new Character(worn.Profession, worn.Traits, worn.Upgrades).In(Fight.Alone(mode, Fight.EffectivePower, conditionCoefficient: 0));
        var points = new double[CombatAttributes.GearCount];
        foreach (var slot in worn.Slots.Where(slot => worn.PrefixBySlot.ContainsKey(slot.Name)))
        {
            foreach (var (attribute, amount) in PointsOf(worn.PrefixBySlot[slot.Name], slot, mode).Terms)
            {
                points[(int)attribute] += amount;
            }
        }

        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(character.Scenario, points, sheet);
        var indicators = CombatModel.Indicators(character.Scenario, sheet);
        return new BuildStats(
            CombatAttributes.All.Where(attribute => attribute <= CombatAttribute.OutgoingHealing)
                .ToDictionary(attribute => JsonNamingPolicy.SnakeCaseLower.ConvertName(attribute.ToString()), attribute => Math.Round(sheet[(int)attribute], 4)),
            Math.Round(indicators.Damage, 2), Math.Round(indicators.Survivability, 2), Math.Round(indicators.Healing, 2), [.. worn.NotCounted, .. character.NotCounted]);
    }

    private static AttributePoints PointsOf(Prefix prefix, EquipmentSlot slot, GameMode mode) =>
        prefix.TermsOf(slot.Piece, GearRarity.Ascended) is null ? AttributePoints.None : GameCatalogue.Shipped.Budgets.Points(prefix, slot.Piece, GearRarity.Ascended, mode);
}
