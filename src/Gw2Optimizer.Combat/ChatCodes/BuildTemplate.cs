using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>
/// What a build template link says, number by number; two templates are equal if their links are. Gear, runes, sigils, relic, infusions and food are not
/// part of it.
/// </summary>
/// <param name="Profession">The profession's code, 1-9.</param>
/// <param name="Lines">Three; see <see cref="TraitLine.Empty"/>.</param>
/// <param name="Pets">Rangers: four pet ids, land 1 and 2, water 1 and 2; others: empty.</param>
/// <param name="Legends">Revenants: what their legends are; others: null.</param>
/// <param name="Weapons">The newer part. Null: the link is of the older kind, which ends before weapons.</param>
public sealed record BuildTemplate(
    int Profession,
    ImmutableArray<TraitLine> Lines,
    SkillBar Land,
    SkillBar Water,
    ImmutableArray<byte> Pets,
    TemplateLegends? Legends,
    TemplateWeapons? Weapons)
{
    public bool Equals(BuildTemplate? other) => other is not null && BuildTemplateLayout.Write(this).AsSpan().SequenceEqual(BuildTemplateLayout.Write(other));

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Convert.ToHexString(BuildTemplateLayout.Write(this)));
}

/// <summary>A specialization and the choice in each tier.</summary>
/// <param name="Specialization">The game's id, 0 for none.</param>
/// <param name="Adept">0 none, 1 top, 2 middle, 3 bottom; <paramref name="Master"/> and <paramref name="Grandmaster"/> likewise.</param>
public readonly record struct TraitLine(byte Specialization, byte Adept, byte Master, byte Grandmaster)
{
    public static TraitLine Empty => default;
}

/// <summary>Palette numbers of five skills, 0 for none; see <see cref="Catalogue.SkillPalettes"/>.</summary>
public readonly record struct SkillBar(ushort Heal, ushort Utility1, ushort Utility2, ushort Utility3, ushort Elite)
{
    /// <summary>In the order of the bar.</summary>
    public ImmutableArray<ushort> Palettes => [Heal, Utility1, Utility2, Utility3, Elite];
}

/// <summary>A revenant's legends by their numbers, 0 for none, and the utility skills of the two that are not active.</summary>
/// <param name="InactiveLand">Three palette numbers, 0 for none; <paramref name="InactiveWater"/> likewise.</param>
public sealed record TemplateLegends(
    byte LandActive, byte LandInactive, byte WaterActive, byte WaterInactive, ImmutableArray<ushort> InactiveLand, ImmutableArray<ushort> InactiveWater);

/// <param name="Codes">Up to 255 weapons by their codes; unknown ones are kept.</param>
/// <param name="SkillOverrides">Up to 255 skill ids that replace weapon skills.</param>
public sealed record TemplateWeapons(ImmutableArray<ushort> Codes, ImmutableArray<uint> SkillOverrides);
