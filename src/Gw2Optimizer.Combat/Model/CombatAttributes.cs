using System.Text;

namespace Gw2Optimizer.Combat.Model;

/// <summary>The attributes by number and by name.</summary>
public static class CombatAttributes
{
    public static readonly IReadOnlyList<CombatAttribute> All = Enum.GetValues<CombatAttribute>();

    private static readonly string[] DisplayNames = [.. All.Select(Display)];

    private static readonly Dictionary<string, CombatAttribute> ByName = All.ToDictionary(attribute => Fold(DisplayNames[(int)attribute]), StringComparer.Ordinal);

    public static int Count { get; } = All.Count;

    /// <summary>Gear, runes, food and infusions give points of the first ten.</summary>
    public static int GearCount => (int)CombatAttribute.AgonyResistance + 1;

    /// <summary>Whether a conversion into it is rounded: the nine attributes, agony resistance and armour.</summary>
    public static bool IsPoints(CombatAttribute attribute) => attribute <= CombatAttribute.Armor;

    /// <summary>"Condition Damage" for <see cref="CombatAttribute.ConditionDamage"/>.</summary>
    public static string NameOf(CombatAttribute attribute) => DisplayNames[(int)attribute];

    /// <summary>By its name, without regard to case, blanks and hyphens.</summary>
    /// <exception cref="ArgumentException">There is no such attribute; the message names the nearest.</exception>
    public static CombatAttribute Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.TryGetValue(Fold(name), out var attribute)
            ? attribute
            : throw new ArgumentException($"There is no attribute \"{name}\"; the nearest is \"{NearestName.Of(name, DisplayNames)}\".", nameof(name));
    }

    private static string Fold(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Display(CombatAttribute attribute)
    {
        if (attribute == CombatAttribute.FlatDps)
        {
            return "Flat DPS";
        }

        var text = new StringBuilder();
        foreach (var letter in attribute.ToString())
        {
            if (char.IsUpper(letter) && text.Length > 0 && attribute != CombatAttribute.NonCritPowerCoefficient)
            {
                text.Append(' ');
            }

            text.Append(letter);
        }

        return attribute == CombatAttribute.NonCritPowerCoefficient ? "NonCrit Power Coefficient" : text.ToString();
    }
}
