using Gw2Optimizer.Combat.ChatCodes;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Docs;

namespace Gw2Optimizer.Server.Builds;

/// <summary>The fields of a build in a call, as <c>/openapi.json</c> tells them.</summary>
internal static class BuildFields
{
    public static Field Name => Field.Text("name", 1, BuildParts.NameCharactersMax, "Firebrand");

    public static Field Profession => Field.Text("profession", 1, BuildParts.NameCharactersMax, "Guardian");

    public static Field Specialization => Field.Text("specialization", 1, BuildParts.NameCharactersMax, "Firebrand");

    public static Field Mode => Field.Choice("game_mode", Modes.All);

    public static Field Role => Field.Choice("role", Roles.All);

    public static Field ChatCode => Field.Text("chat_code", 1, BuildTemplateLink.CharactersMax, "[&DQEAAAAAPgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=]");

    /// <summary>What the combat model takes of a build.</summary>
    public static IReadOnlyList<Field> Fighter => [Profession, Specialization, Role.Optional(), Lines.Optional(), Equipment.Optional()];

    /// <summary>Everything but the name, the profession and the specialization.</summary>
    /// <remarks>The example has no code: beside it the others would have to be equal.</remarks>
    public static IReadOnlyList<Field> Others =>
    [
        Mode.Optional(),
        Role.Optional(),
        Field.Text("description", 0, BuildForm.TextCharactersMax, "Holds the front line.").Optional(),
        Field.Text("playstyle", 0, BuildForm.TextCharactersMax, "Stay on the commander.").Optional(),
        Field.Switch("is_public", example: false).Optional(),
        Lines.Optional(),
        Skills.Optional(),
        Equipment.Optional(),
        Field.Text("source_url", 0, BuildForm.UrlCharactersMax, "https://example.org/firebrand").Optional(),
        ChatCode.Optional() with { Example = null },
    ];

    private static Field Lines => Field.List("trait_lines", BuildParts.LinesMax, Field.Object("line", Field.Whole("id", 0, int.MaxValue, 42), Field.List("traits", BuildParts.TraitsMax, Field.Whole("trait", 0, int.MaxValue, 563)).Optional()));

    private static Field Skills => Field.List("skills", BuildParts.SkillSlots.Count, Field.Object("skill", Field.Choice("slot", BuildParts.SkillSlots), Field.Whole("id", 1, int.MaxValue, 9102)));

    private static Field Equipment => Field.List("equipment", BuildParts.PiecesMax, Field.Object(
        "piece",
        Field.Text("slot", 1, BuildParts.NameCharactersMax, "Helm"),
        Field.Whole("item_id", 1, int.MaxValue, 48_033).Optional(),
        Field.Whole("stat_id", 1, int.MaxValue, 1_077).Optional(),
        Field.List("upgrade_ids", BuildParts.UpgradesMax, Field.Whole("upgrade", 0, int.MaxValue, 24_836)).Optional()));
}
