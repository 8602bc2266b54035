using System.Buffers.Binary;
using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>A chat link of any kind.</summary>
public abstract record ChatLink
{
    private const byte ItemType = 0x02;
    private const byte SkillType = 0x06;
    private const byte TraitType = 0x07;
    private const byte HasSkin = 0x80;
    private const byte HasUpgrade1 = 0x40;
    private const byte HasUpgrade2 = 0x20;

    private ChatLink()
    {
    }

    /// <param name="Count">How many, 1-255.</param>
    /// <param name="Skin">Null: its own.</param>
    /// <param name="Upgrades">Up to two upgrade components.</param>
    public sealed record Item(int Id, int Count, int? Skin, ImmutableArray<int> Upgrades) : ChatLink;

    public sealed record Skill(int Id) : ChatLink;

    public sealed record Trait(int Id) : ChatLink;

    public sealed record Build(BuildTemplate Template) : ChatLink;

    /// <param name="Type">The type byte: 0x01 coin, 0x03 text, 0x04 map, 0x09 recipe, 0x0A skin, 0x0B outfit, 0x0C WvW objective, 0x0E achievement.</param>
    public sealed record Other(byte Type, ImmutableArray<byte> Content) : ChatLink;

    public static ChatCodeReading<ChatLink> Read(string code, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (ChatLinkBytes.Read(code) is not { } bytes) return Refused(ChatCodeFault.NotALink, "A chat link is '[&', base64, ']'.");
        return bytes[0] switch
        {
            BuildTemplateLayout.Type => ReadBuild(code, catalogue),
            ItemType => ReadItem(bytes),
            SkillType => ReadId(bytes, id => new Skill(id)),
            TraitType => ReadId(bytes, id => new Trait(id)),
            _ => Of(new Other(bytes[0], [.. bytes.AsSpan(1)])),
        };
    }

    private static ChatCodeReading<ChatLink> ReadBuild(string code, GameCatalogue catalogue)
    {
        var (template, refusal) = BuildTemplateLink.Read(code, catalogue);
        return template is null ? new(Value: null, refusal) : Of(new Build(template));
    }

    private static ChatCodeReading<ChatLink> ReadItem(ReadOnlySpan<byte> bytes)
    {
        const int plainBytes = 6;
        if (bytes.Length < plainBytes) return Refused(ChatCodeFault.WrongLength, $"An item link has at least {plainBytes} bytes, this one {bytes.Length}.");
        var flags = bytes[5];
        if ((flags & ~(HasSkin | HasUpgrade1 | HasUpgrade2)) != 0) return Refused(ChatCodeFault.SpareBits, "The item link has flags that mean nothing.");
        var expected = plainBytes + (4 * int.PopCount(flags));
        if (bytes.Length != expected) return Refused(ChatCodeFault.WrongLength, $"The item link has {bytes.Length} bytes where its flags make {expected}.");
        var at = plainBytes;
        int? skin = null;
        var upgrades = ImmutableArray.CreateBuilder<int>();
        foreach (var flag in (ReadOnlySpan<byte>)[HasSkin, HasUpgrade1, HasUpgrade2])
        {
            if ((flags & flag) == 0) continue;
            if (bytes[at + 3] != 0) return Refused(ChatCodeFault.SpareBits, "The item link has a byte set that means nothing.");
            if (flag == HasSkin) skin = Number(bytes[at..]);
            else upgrades.Add(Number(bytes[at..]));
            at += 4;
        }
        return Of(new Item(Number(bytes[2..]), bytes[1], skin, upgrades.ToImmutable()));
    }

    private static ChatCodeReading<ChatLink> ReadId(ReadOnlySpan<byte> bytes, Func<int, ChatLink> link)
    {
        const int idBytes = 5;
        if (bytes.Length != idBytes) return Refused(ChatCodeFault.WrongLength, $"A skill or trait link has {idBytes} bytes, this one {bytes.Length}.");
        return bytes[4] == 0 ? Of(link(Number(bytes[1..]))) : Refused(ChatCodeFault.SpareBits, "The link has a byte set that means nothing.");
    }

    /// <summary>Three bytes.</summary>
    private static int Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes) | (bytes[2] << 16);

    private static ChatCodeReading<ChatLink> Of(ChatLink link) => ChatCodeReading<ChatLink>.Of(link);

    private static ChatCodeReading<ChatLink> Refused(ChatCodeFault fault, string message) => ChatCodeReading<ChatLink>.Refused(fault, message);
}
