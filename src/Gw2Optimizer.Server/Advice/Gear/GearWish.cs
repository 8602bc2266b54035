using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>What is to become of a build.</summary>
/// <param name="BuildId">Of a stored one; null: <paramref name="Build"/> came with the call.</param>
/// <param name="Mode">The API's name.</param>
/// <param name="Goal">Null: what the build's role is for.</param>
/// <param name="Keep">Slots by the solver's names, and <see cref="GearSlots.Rune"/>.</param>
internal sealed record GearWish(Guid? BuildId, StoredBuild? Build, string Mode, GearGoal? Goal, IReadOnlyList<WishedLimit> Limits, IReadOnlySet<string> Keep)
{
    private const int NameCharactersMax = 100;
    private const int ObjectCharactersMax = 65_536;
    private const int EntriesMax = 24;
    private const double LimitMax = 1_000_000;

    /// <summary>More of a fraction than any build has: whoever writes 40 for 40 % is told.</summary>
    private const double FractionMax = 10;

    /// <remarks>The example has its build with it: beside it there is no build_id.</remarks>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        BuildFields.Mode,
        Field.Formatted("build_id", "uuid", "5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10").Optional() with { Example = null },
        Field.Object("build", BuildFields.Fighter).Optional(),
        Field.Choice("objective", [.. Enum.GetNames<GearGoal>().Select(name => name.ToLowerInvariant())]).Optional(),
        Field.Object(
            "constraints",
            Field.AnyObject("min", """{"vitality":1500}""").Optional(),
            Field.AnyObject("max", """{"toughness":3000}""").Optional(),
            Field.List("keep", EntriesMax, Field.Text("slot", 1, NameCharactersMax, "Helm")).Optional()).Optional(),
    ];

    /// <summary>What is wrong with it stays in <paramref name="fields"/>; then it is not to be used.</summary>
    public static GearWish Read(JsonFields fields)
    {
        var build = fields.OptionalObject("build", ObjectCharactersMax);
        var id = fields.OptionalId("build_id");
        if (build is null == id is null)
        {
            fields.Refuse("build_id", "Exactly one of build_id and build is required.");
        }

        var constraints = new JsonFields(fields.OptionalObject("constraints", ObjectCharactersMax) ?? JsonDocument.Parse("{}").RootElement);
        var wish = new GearWish(
            id,
            build is { } element ? InlineBuild.Read(element, fields) : null,
            ReadMode(fields),
            ReadGoal(fields),
            [
                .. ReadLimits(constraints, "min", (attribute, value) => new GearLimit.AtLeast(attribute, value), (indicator, value) => new GearLimit.IndicatorAtLeast(indicator, value)),
                .. ReadLimits(constraints, "max", (attribute, value) => new GearLimit.AtMost(attribute, value), indicator: null),
            ],
            ReadKeep(constraints));
        fields.Take("constraints", constraints);
        return wish;
    }

    private static string ReadMode(JsonFields fields)
    {
        var written = fields.RequiredText("game_mode", 1, NameCharactersMax);
        if (Modes.Canonical(written) is { } mode)
        {
            return mode;
        }

        fields.Refuse("game_mode", $"Must be one of {string.Join(", ", Modes.All)}.");
        return Modes.Zerg;
    }

    private static GearGoal? ReadGoal(JsonFields fields)
    {
        if (fields.OptionalText("objective", NameCharactersMax) is not { } written)
        {
            return null;
        }

        if (Enum.GetNames<GearGoal>().FirstOrDefault(name => name.Equals(written.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<GearGoal>(name);
        }

        fields.Refuse("objective", $"Must be one of {string.Join(", ", Enum.GetNames<GearGoal>()).ToLowerInvariant()}.");
        return null;
    }

    /// <param name="indicator">Null: there is no such limit on what the whole fight gives.</param>
    private static ImmutableArray<WishedLimit> ReadLimits(
        JsonFields constraints, string side, Func<CombatAttribute, double, GearLimit> attribute, Func<Indicator, double, GearLimit>? indicator)
    {
        var limits = ImmutableArray.CreateBuilder<WishedLimit>();
        foreach (var (name, value) in constraints.OptionalNumbers(side, EntriesMax, 0, LimitMax))
        {
            var field = $"{side}.{name}";
            if (name.Length > NameCharactersMax)
            {
                constraints.Refuse(field, "There is no such attribute.");
                continue;
            }

            if (indicator is not null && Enum.GetNames<Indicator>().FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } whole)
            {
                limits.Add(new WishedLimit($"constraints.{field}", indicator(Enum.Parse<Indicator>(whole), value)));
                continue;
            }

            try
            {
                var known = CombatAttributes.Named(name);
                if (!CombatAttributes.IsPoints(known) && known is not CombatAttribute.Health && value > FractionMax)
                {
                    constraints.Refuse(field, "Is a fraction: 0.4 is 40 %.");
                }

                limits.Add(new WishedLimit($"constraints.{field}", attribute(known, value)));
            }
            catch (ArgumentException e)
            {
                constraints.Refuse(field, e.Message.Split(" (Parameter", 2)[0]);
            }
        }

        return limits.ToImmutable();
    }

    private static HashSet<string> ReadKeep(JsonFields constraints)
    {
        var keep = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (written, index) in constraints.OptionalTexts("keep", EntriesMax, NameCharactersMax).Select((written, index) => (written, index)))
        {
            if (GearSlots.IsRune(written))
            {
                keep.Add(GearSlots.Rune);
            }
            else if (GearSlots.Find(written) is { } slot)
            {
                keep.Add(slot);
            }
            else
            {
                constraints.Refuse($"keep[{index}]", $"There is no such slot; the nearest is {GearSlots.Nearest(written)}.");
            }
        }

        return keep;
    }
}

/// <param name="Field">Where the call says so.</param>
internal sealed record WishedLimit(string Field, GearLimit Limit);
