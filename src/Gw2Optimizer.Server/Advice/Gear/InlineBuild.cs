using System.Text.Json;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>A build that came with the call, in the words of <c>POST /builds</c>.</summary>
internal static class InlineBuild
{
    private const string Path = "build";

    /// <summary>What is wrong with it stays in <paramref name="call"/>; then it is not to be used.</summary>
    public static StoredBuild Read(JsonElement element, JsonFields call)
    {
        var fields = new JsonFields(element);
        var profession = BuildParts.ReadProfession(fields);
        var specialization = BuildParts.ReadSpecialization(fields, profession);
        var build = new StoredBuild(
            profession?.Name ?? "",
            specialization?.Name ?? "",
            BuildParts.ReadRole(fields) ?? specialization?.UsualRole ?? Roles.All[0],
            BuildParts.ReadLines(fields, profession, specialization) ?? [],
            BuildParts.ReadEquipment(fields) ?? []);
        call.Take(Path, fields);
        return build;
    }
}
