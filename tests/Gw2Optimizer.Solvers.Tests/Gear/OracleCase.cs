using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

/// <summary>A gear problem that discretize-gear-optimizer (commit b64d7244) solved exhaustively; see Oracle/README.md.</summary>
public sealed record OracleCase(
    string Name,
    GearProblem Problem,
    double BestValue,
    int TiesAtBest,
    Indicators Indicators,
    IReadOnlyList<string> BestGear,
    IReadOnlyDictionary<string, double> Sheet,
    IReadOnlyDictionary<string, double> MarginalPlus5,
    IReadOnlyDictionary<string, double> DamageBreakdown,
    double NominalCombinations,
    double RecordedMilliseconds,
    double RecordedLeaves)
{
    private static readonly Assembly Here = typeof(OracleCase).Assembly;

    public static IReadOnlyList<string> Names { get; } =
        [.. Here.GetManifestResourceNames().Where(name => name.StartsWith("Oracle/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static OracleCase Read(string name)
    {
        using var packed = Here.GetManifestResourceStream(name)!;
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var input = root.GetProperty("input");
        var expected = root.GetProperty("expected");
        var indicators = expected.GetProperty("indicators");
        return new(
            root.GetProperty("id").GetString()!,
            ReadProblem(input),
            expected.GetProperty("bestValue").GetDouble(),
            expected.GetProperty("tiesAtBest").GetInt32(),
            new(indicators.GetProperty("Damage").GetDouble(), indicators.GetProperty("Survivability").GetDouble(), indicators.GetProperty("Healing").GetDouble()),
            [.. expected.GetProperty("bestGear").EnumerateArray().Select(prefix => prefix.GetString()!)],
            Numbers(expected.GetProperty("attributes")),
            Numbers(expected.GetProperty("marginalPlus5")),
            Numbers(expected.GetProperty("damageBreakdown")),
            root.GetProperty("measured").GetProperty("nominalCombinations").GetDouble(),
            root.GetProperty("measured").GetProperty("tsCoreMsBestOf3").GetDouble(),
            root.GetProperty("measured").GetProperty("leavesVisited").GetDouble());
    }

    private static GearProblem ReadProblem(JsonElement input)
    {
        var infusions = input.GetProperty("infusions");
        var rankBy = input.GetProperty("rankBy").GetString();
        return new(
            [.. input.GetProperty("slots").EnumerateArray().Select(Slot)],
            input.TryGetProperty("variants", out var variants)
                ? [.. variants.EnumerateArray().Select(variant => new UpgradeVariant(variant.GetProperty("extras").ToString(), Scenarios(input, variant)))]
                : [new("recorded", Scenarios(input, input))],
            rankBy == "Damage" ? GearObjective.ByDamage : rankBy == "Healing" ? GearObjective.ByHealing : GearObjective.BySurvivability,
            [.. input.GetProperty("constraints").EnumerateObject().Select(Limit)],
            new(
                infusions.GetProperty("max").GetInt32(),
                [.. infusions.GetProperty("options").EnumerateArray().Select(option => new InfusionOption(CombatAttributes.Named(option.GetProperty("type").GetString()!), option.GetProperty("count").GetInt32()))],
                infusions.GetProperty("bonusEach").GetDouble()));
    }

    private static GearSlot Slot(JsonElement slot) => new(
        slot.GetProperty("slot").GetString()!,
        [.. slot.GetProperty("options").EnumerateArray().Select(option => new GearOption(option.GetProperty("prefix").GetString()!, Bonuses(option.GetProperty("stats"))))]);

    private static ImmutableArray<AttributeBonus> Bonuses(JsonElement stats) =>
        [.. stats.EnumerateObject().Select(stat => new AttributeBonus(CombatAttributes.Named(stat.Name), stat.Value.GetDouble()))];

    private static GearLimit Limit(JsonProperty limit)
    {
        var (side, of) = (limit.Name[..3], limit.Name[3..]);
        var value = limit.Value.GetDouble();
        if (Enum.TryParse<Indicator>(of, out var indicator))
        {
            return new GearLimit.IndicatorAtLeast(indicator, value);
        }

        var attribute = of == "CritChance" ? CombatAttribute.CriticalChance : CombatAttributes.Named(of);
        value = attribute is CombatAttribute.BoonDuration or CombatAttribute.QuicknessDuration or CombatAttribute.CriticalChance or CombatAttribute.OutgoingHealing ? value / 100 : value;
        return side == "min" ? new GearLimit.AtLeast(attribute, value) : new GearLimit.AtMost(attribute, value);
    }

    private static ImmutableArray<Scenario> Scenarios(JsonElement input, JsonElement from)
    {
        var ticks = ConditionFormulas.Against(
            input.GetProperty("gameMode").GetString() == "wvw" ? GameMode.WvW : GameMode.PvE,
            input.GetProperty("movementUptime").GetDouble(),
            input.GetProperty("attackRate").GetDouble());
        var second = input.GetProperty("profession").GetString() == "Mesmer" ? SecondStrike.Phantasm : SecondStrike.Alternative;
        return [.. from.GetProperty("scenarios").EnumerateArray().Select(scenario => new Scenario(
            scenario.GetProperty("fraction").GetDouble(),
            AttributeValues.Of(Bonuses(scenario.GetProperty("baseAttributes"))),
            [.. scenario.GetProperty("buffs").EnumerateArray().Select(buff => new AttributeBonus(CombatAttributes.Named(buff[0].GetString()!), buff[1].GetDouble()))],
            Conversions(scenario.GetProperty("conversions")),
            Conversions(scenario.GetProperty("conversionsAfterBuffs")),
            Multipliers(scenario.GetProperty("damageMultipliers")),
            ticks,
            second))];
    }

    private static ImmutableArray<Conversion> Conversions(JsonElement conversions) =>
    [
        .. conversions.EnumerateArray().SelectMany(conversion => conversion[1].EnumerateArray().Select(source =>
            new Conversion(CombatAttributes.Named(conversion[0].GetString()!), CombatAttributes.Named(source[0].GetString()!), source[1].GetDouble()))),
    ];

    private static DamageMultipliers Multipliers(JsonElement multipliers)
    {
        double Of(string name) => multipliers.TryGetProperty(name, out var value) ? value.GetDouble() : 1;
        return new(
            Of("Outgoing Strike Damage"),
            Of("Outgoing Condition Damage"),
            Of("Outgoing Critical Damage"),
            Of("Outgoing Phantasm Damage"),
            Of("Outgoing Phantasm Critical Damage"),
            Of("Outgoing Alternative Critical Damage"),
            Of("Outgoing Siphon Damage"),
            Of("Incoming Strike Damage"),
            Of("Outgoing Bleeding Damage"),
            Of("Outgoing Burning Damage"),
            Of("Outgoing Confusion Damage"),
            Of("Outgoing Poison Damage"),
            Of("Outgoing Torment Damage"));
    }

    private static Dictionary<string, double> Numbers(JsonElement element) => element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetDouble());
}
