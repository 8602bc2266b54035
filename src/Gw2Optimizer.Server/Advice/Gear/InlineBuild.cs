using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>A build that came with the call, in the words of <c>POST /builds</c>.</summary>
internal static class InlineBuild
{
    private const string Path = "build";
    private const int NameCharactersMax = 100;
    private const int LinesMax = 3;
    private const int TraitsMax = 3;
    private const int PiecesMax = 24;
    private const int UpgradesMax = 8;

    /// <summary>What is wrong with it stays in <paramref name="call"/>; then it is not to be used.</summary>
    public static StoredBuild Read(JsonElement element, JsonFields call)
    {
        var fields = new JsonFields(element);
        var profession = ReadProfession(fields);
        var specialization = ReadSpecialization(fields, profession);
        var build = new StoredBuild(
            profession?.Name ?? "",
            specialization?.Name ?? "",
            ReadRole(fields) ?? specialization?.UsualRole ?? Roles.All[0],
            [.. (fields.OptionalObjects("trait_lines", LinesMax) ?? []).Select(line => ReadLine(fields, line.Path, line.Fields, profession))],
            [.. (fields.OptionalObjects("equipment", PiecesMax) ?? []).Select(piece => ReadPiece(fields, piece.Path, piece.Fields))]);
        call.Take(Path, fields);
        return build;
    }

    private static Profession? ReadProfession(JsonFields fields)
    {
        var written = fields.RequiredText("profession", 1, NameCharactersMax);
        var found = GameCatalogue.Shipped.Professions.Find(written);
        if (found is null)
        {
            fields.Refuse("profession", $"There is no such profession; there are {string.Join(", ", GameCatalogue.Shipped.Professions.Select(known => known.Name))}.");
        }

        return found;
    }

    private static Specialization? ReadSpecialization(JsonFields fields, Profession? profession)
    {
        var written = fields.RequiredText("specialization", 1, NameCharactersMax);
        var found = GameCatalogue.Shipped.Specializations.FindAll(written).FirstOrDefault(known => profession is null || known.Profession == profession.Name);
        if (found is null)
        {
            var own = GameCatalogue.Shipped.Specializations.Where(known => known.Profession == profession?.Name).Select(known => known.Name);
            fields.Refuse("specialization", $"Is none of {profession?.Name ?? "the game"}: {string.Join(", ", own)}.");
        }

        return found;
    }

    private static string? ReadRole(JsonFields fields)
    {
        if (fields.OptionalText("role", NameCharactersMax) is not { } written)
        {
            return null;
        }

        if (Roles.Canonical(written) is { } role)
        {
            return role;
        }

        fields.Refuse("role", $"Must be one of {string.Join(", ", Roles.All)}.");
        return null;
    }

    private static StoredTraitLine ReadLine(JsonFields build, string path, JsonFields fields, Profession? profession)
    {
        var id = fields.RequiredInteger("id", 1, int.MaxValue);
        var traits = fields.OptionalIntegers("traits", TraitsMax);
        if (GameCatalogue.Shipped.Specializations.Find(id) is not { } line || (profession is not null && line.Profession != profession.Name))
        {
            fields.Refuse("id", $"Is no specialization of {profession?.Name ?? "the game"}.");
        }
        else if (traits.Except([0, .. line.MajorTraits]).Any())
        {
            fields.Refuse("traits", $"{string.Join(", ", traits.Except(line.MajorTraits))}: no major trait of {line.Name}.");
        }

        build.Take(path, fields);
        return new StoredTraitLine(id, traits);
    }

    private static StoredPiece ReadPiece(JsonFields build, string path, JsonFields fields)
    {
        var piece = new StoredPiece(
            fields.RequiredText("slot", 1, NameCharactersMax),
            fields.OptionalInteger("item_id", 1, int.MaxValue),
            fields.OptionalInteger("stat_id", 1, int.MaxValue),
            fields.OptionalIntegers("upgrade_ids", UpgradesMax));
        if (piece.StatId is { } stat && GameCatalogue.Shipped.Prefixes.Find(stat) is null)
        {
            fields.Refuse("stat_id", $"There is no combination of attributes {stat}.");
        }

        build.Take(path, fields);
        return piece;
    }
}
