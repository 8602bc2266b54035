using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>Finds the archetypes that a selector means, or says what is wrong with it.</summary>
internal static class SelectorReader
{
    private static readonly SquadCatalogue Catalogue = SquadCatalogue.Shipped;

    private static readonly Dictionary<string, string> RoleByShortName =
        new() { ["stab"] = "stability", ["heal"] = "healer", ["boon"] = "boon_support", ["boonshare"] = "boon_support", ["strips"] = "strip" };

    private static readonly Dictionary<string, string> ModeByOtherName = new()
    {
        ["wvw"] = "zerg",
        ["wvw_zerg"] = "zerg",
        ["guild"] = "raid_guild",
        ["wvw_outnumber"] = "raid_guild",
        ["wvw_roam"] = "roaming",
        ["raids"] = "raid",
        ["strikes"] = "strike",
        ["fractals"] = "fractal",
        ["pve"] = "open_world",
        ["pvp"] = "spvp",
    };

    /// <summary>Null, with a problem: there is no such mode.</summary>
    public static ModeNeeds? Mode(string written, string field, List<SquadProblem> problems)
    {
        var name = ModeByOtherName.GetValueOrDefault(Names.Fold(written), written);
        return Catalogue.Mode(name) ?? Unknown<ModeNeeds>(written, "game mode", Catalogue.Modes.Select(mode => mode.Mode), field, problems);
    }

    /// <summary>Null, with a problem: there is no such role.</summary>
    public static string? Role(string written, string field, List<SquadProblem> problems)
    {
        var name = RoleByShortName.GetValueOrDefault(Names.Fold(written), written);
        return SquadCatalogue.Roles.FirstOrDefault(role => Names.Same(name, role)) ?? Unknown<string>(written, "role", SquadCatalogue.Roles, field, problems);
    }

    /// <summary>Never empty; null, with a problem: a name is wrong, or nobody is all of this at once.</summary>
    public static IReadOnlyList<Archetype>? Find(Selector who, string field, List<SquadProblem> problems)
    {
        var before = problems.Count;
        var profession = who.Profession is null ? null : Profession(who.Profession, $"{field}.profession", problems);
        var specialization = who.Specialization is null ? null : Specialization(who.Specialization, $"{field}.specialization", problems);
        var role = who.Role is null ? null : Role(who.Role, $"{field}.role", problems);
        if (problems.Count > before)
        {
            return null;
        }

        profession ??= specialization?.Profession;
        var played = Catalogue.Archetypes.Where(archetype =>
            (profession is null || archetype.Profession == profession) && (specialization is null || archetype.Specialization == specialization.Name)).ToArray();
        if (played.Length == 0)
        {
            problems.Add(new($"{field}.specialization", $"{specialization!.Name} is no specialization of {profession}; it has {List(Of(profession!))}."));
            return null;
        }

        var found = played.Where(archetype =>
            (role is null || archetype.Role == role) && (who.Build is null || Names.Same(who.Build, archetype.Build))).ToArray();
        if (found.Length == 0)
        {
            var known = played.Select(archetype => archetype.Build == "standard" ? archetype.Role : $"{archetype.Role} ({archetype.Build})").Distinct();
            var wanted = who.Build is null ? role : $"{role ?? "any role"} ({who.Build})";
            problems.Add(new($"{field}.{(who.Build is null ? "role" : "build")}", $"No {played[0].Title} is known as {wanted}; known are {List(known)}."));
            return null;
        }

        return found;
    }

    /// <summary>A specialization or a profession, by either's name; null, with a problem: neither.</summary>
    public static Selector? SpecializationOrProfession(string written, string field, List<SquadProblem> problems)
    {
        if (Catalogue.Professions.FirstOrDefault(name => Names.Same(written, name)) is { } profession)
        {
            return new(profession);
        }

        var known = Named(written);
        return known is null
            ? Unknown<Selector>(written, "specialization or profession", [.. Catalogue.Specializations, .. Catalogue.Professions], field, problems)
            : new(known.Profession, known.Name);
    }

    private static IEnumerable<string> Of(string profession) =>
        Catalogue.Archetypes.Where(archetype => archetype.Profession == profession).Select(archetype => archetype.Specialization).Distinct();

    private static string? Profession(string written, string field, List<SquadProblem> problems) =>
        Catalogue.Professions.FirstOrDefault(name => Names.Same(written, name)) ?? Unknown<string>(written, "profession", Catalogue.Professions, field, problems);

    private static Meant? Specialization(string written, string field, List<SquadProblem> problems) =>
        Named(written) ?? Unknown<Meant>(written, "specialization", Catalogue.Specializations, field, problems);

    private static Meant? Named(string written)
    {
        if (Names.Same(written, SquadCatalogue.Core))
        {
            return new(Profession: null, SquadCatalogue.Core);
        }

        if (Catalogue.Archetypes.FirstOrDefault(archetype => Names.Same(written, archetype.Title)) is { } titled)
        {
            return new(titled.Profession, titled.Specialization);
        }

        var core = Catalogue.CoreLines.FirstOrDefault(lines => lines.Value.Any(line => Names.Same(written, line))).Key;
        return core is null ? null : new(core, SquadCatalogue.Core);
    }

    private static T? Unknown<T>(string written, string what, IEnumerable<string> known, string field, List<SquadProblem> problems)
        where T : class
    {
        problems.Add(new(field, $"There is no {what} '{Shortened(written)}'. Did you mean {Names.Nearest(Shortened(written), known)}?"));
        return null;
    }

    // A name that nobody could mean is not worth comparing letter by letter, nor repeating in full.
    private static string Shortened(string written) => written.Length > 40 ? written[..40] : written;

    private static string List(IEnumerable<string> names) => string.Join(", ", names);

    private sealed record Meant(string? Profession, string Name);
}
