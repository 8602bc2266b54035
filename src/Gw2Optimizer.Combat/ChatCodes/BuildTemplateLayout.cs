using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>
/// The bytes of a build template, little-endian. Source: ArenaNet's struct of 2019-12-18 (as quoted by chatr 0.7.3), the newer part as sliekens/gw2sdk (MIT)
/// reads it. Knows nothing of which specializations exist.
/// </summary>
internal static class BuildTemplateLayout
{
    public const byte Type = 0x0D;
    public const int Ranger = 4;
    public const int Revenant = 9;

    private const int LinesAt = 2;
    private const int LineCount = 3;
    private const int SkillsAt = 8;
    private const int OwnAt = 28;
    private const int OwnBytes = 16;
    private const int OlderBytes = OwnAt + OwnBytes;
    private const int TraitBits = 6;

    public static byte[] Write(BuildTemplate template)
    {
        var weapons = template.Weapons;
        var bytes = new byte[OlderBytes + (weapons is null ? 0 : 2 + (2 * weapons.Codes.Length) + (4 * weapons.SkillOverrides.Length))];
        bytes[0] = Type;
        bytes[1] = (byte)template.Profession;
        for (var line = 0; line < LineCount; line++)
        {
            var (specialization, adept, master, grandmaster) = template.Lines[line];
            bytes[LinesAt + (2 * line)] = specialization;
            bytes[LinesAt + (2 * line) + 1] = (byte)(adept | (master << 2) | (grandmaster << 4));
        }
        for (var slot = 0; slot < 5; slot++)
        {
            WriteWord(bytes, SkillsAt + (4 * slot), template.Land.Palettes[slot]);
            WriteWord(bytes, SkillsAt + (4 * slot) + 2, template.Water.Palettes[slot]);
        }
        template.Pets.CopyTo(bytes.AsSpan(OwnAt));
        if (template.Legends is { } legends) WriteLegends(bytes, legends);
        if (weapons is not null) WriteWeapons(bytes.AsSpan(OlderBytes), weapons);
        return bytes;
    }

    public static ChatCodeReading<BuildTemplate> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Type)
            return Refused(ChatCodeFault.WrongType, $"A build template begins with type 0x0D, this link with 0x{(bytes.IsEmpty ? 0 : bytes[0]):X2}.");
        if (Expected(bytes) is { } expected && expected != bytes.Length)
            return Refused(ChatCodeFault.WrongLength, $"The link has {bytes.Length} bytes where its own counts make {expected}.");
        for (var line = 0; line < LineCount; line++)
        {
            if (bytes[LinesAt + (2 * line) + 1] >> TraitBits != 0)
                return Refused(ChatCodeFault.SpareBits, $"The traits of line {line + 1} have bits set that mean nothing.");
        }
        var profession = bytes[1];
        var used = profession switch { Ranger => 4, Revenant => OwnBytes, _ => 0 };
        if (bytes[(OwnAt + used)..OlderBytes].ContainsAnyExcept((byte)0))
            return Refused(ChatCodeFault.SpareBits, "Bytes that are reserved for pets or legends are set, though this profession has none there.");
        return ChatCodeReading<BuildTemplate>.Of(new(
            profession,
            [ReadLine(bytes, 0), ReadLine(bytes, 1), ReadLine(bytes, 2)],
            ReadBar(bytes, SkillsAt),
            ReadBar(bytes, SkillsAt + 2),
            profession == Ranger ? [.. bytes[OwnAt..(OwnAt + 4)]] : [],
            profession == Revenant ? ReadLegends(bytes) : null,
            bytes.Length == OlderBytes ? null : ReadWeapons(bytes[OlderBytes..])));
    }

    private static ChatCodeReading<BuildTemplate> Refused(ChatCodeFault fault, string message) => ChatCodeReading<BuildTemplate>.Refused(fault, message);

    /// <summary>The length that the counts inside demand; for a link that ends before its second count, the least that it needs.</summary>
    private static int? Expected(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= OlderBytes) return OlderBytes;
        var overridesAt = OlderBytes + 1 + (2 * bytes[OlderBytes]);
        return bytes.Length <= overridesAt ? overridesAt + 1 : overridesAt + 1 + (4 * bytes[overridesAt]);
    }

    private static TraitLine ReadLine(ReadOnlySpan<byte> bytes, int line)
    {
        var traits = bytes[LinesAt + (2 * line) + 1];
        return new(bytes[LinesAt + (2 * line)], (byte)(traits & 3), (byte)((traits >> 2) & 3), (byte)((traits >> 4) & 3));
    }

    private static SkillBar ReadBar(ReadOnlySpan<byte> bytes, int at) =>
        new(ReadWord(bytes, at), ReadWord(bytes, at + 4), ReadWord(bytes, at + 8), ReadWord(bytes, at + 12), ReadWord(bytes, at + 16));

    private static TemplateLegends ReadLegends(ReadOnlySpan<byte> bytes) => new(
        bytes[OwnAt], bytes[OwnAt + 1], bytes[OwnAt + 2], bytes[OwnAt + 3], ReadWords(bytes, OwnAt + 4, 3), ReadWords(bytes, OwnAt + 10, 3));

    private static void WriteLegends(Span<byte> bytes, TemplateLegends legends)
    {
        bytes[OwnAt] = legends.LandActive;
        bytes[OwnAt + 1] = legends.LandInactive;
        bytes[OwnAt + 2] = legends.WaterActive;
        bytes[OwnAt + 3] = legends.WaterInactive;
        for (var skill = 0; skill < 3; skill++)
        {
            WriteWord(bytes, OwnAt + 4 + (2 * skill), legends.InactiveLand[skill]);
            WriteWord(bytes, OwnAt + 10 + (2 * skill), legends.InactiveWater[skill]);
        }
    }

    private static TemplateWeapons ReadWeapons(ReadOnlySpan<byte> part)
    {
        var overridesAt = 1 + (2 * part[0]);
        var overrides = ImmutableArray.CreateBuilder<uint>(part[overridesAt]);
        for (var index = 0; index < part[overridesAt]; index++)
            overrides.Add(BinaryPrimitives.ReadUInt32LittleEndian(part[(overridesAt + 1 + (4 * index))..]));
        return new(ReadWords(part, 1, part[0]), overrides.MoveToImmutable());
    }

    private static void WriteWeapons(Span<byte> part, TemplateWeapons weapons)
    {
        part[0] = (byte)weapons.Codes.Length;
        for (var index = 0; index < weapons.Codes.Length; index++) WriteWord(part, 1 + (2 * index), weapons.Codes[index]);
        var overridesAt = 1 + (2 * weapons.Codes.Length);
        part[overridesAt] = (byte)weapons.SkillOverrides.Length;
        for (var index = 0; index < weapons.SkillOverrides.Length; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(part[(overridesAt + 1 + (4 * index))..], weapons.SkillOverrides[index]);
    }

    private static ImmutableArray<ushort> ReadWords(ReadOnlySpan<byte> bytes, int at, int count)
    {
        var words = ImmutableArray.CreateBuilder<ushort>(count);
        for (var index = 0; index < count; index++) words.Add(ReadWord(bytes, at + (2 * index)));
        return words.MoveToImmutable();
    }

    private static ushort ReadWord(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static void WriteWord(Span<byte> bytes, int at, ushort word) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], word);
}
