using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Teams;

/// <summary>Reads a team from a call, and a change of one. What is wrong stays in the fields; then the result is not to be used.</summary>
internal static class TeamForm
{
    public static Team ReadNew(JsonFields fields, UserId owner, DateTimeOffset now)
    {
        var mode = BuildParts.ReadMode(fields);
        if (mode is null)
        {
            fields.RequiredText("game_mode", 1, BuildParts.NameCharactersMax);
        }

        var size = ReadSize(fields);
        if (size is null)
        {
            fields.Refuse("size", "Required.");
        }

        return new Team(
            Guid.CreateVersion7(now), owner, OwnerName: null, BuildParts.ReadName(fields), mode ?? Modes.Zerg, size ?? Team.SizeMax, fields.OptionalText("description", BuildForm.TextCharactersMax),
            fields.OptionalSwitch("is_public") ?? false, now, now, []);
    }

    /// <summary>What the call mentions is changed; null clears what may be absent.</summary>
    public static Func<Team, Team> ReadChange(JsonFields fields, DateTimeOffset now)
    {
        fields.RefuseNull("name", "game_mode", "size", "team_size", "is_public");
        var name = fields.Has("name") ? BuildParts.ReadName(fields) : null;
        var mode = BuildParts.ReadMode(fields);
        var size = ReadSize(fields);
        var description = fields.OptionalText("description", BuildForm.TextCharactersMax);
        var isPublic = fields.OptionalSwitch("is_public");
        return old => old with
        {
            Name = name ?? old.Name,
            GameMode = mode ?? old.GameMode,
            Size = size ?? old.Size,
            Description = fields.Has("description") ? description : old.Description,
            IsPublic = isPublic ?? old.IsPublic,
            UpdatedAt = now,
        };
    }

    /// <summary>By either of its two names; null where it is absent.</summary>
    private static int? ReadSize(JsonFields fields)
    {
        var size = fields.OptionalInteger("size", 1, Team.SizeMax);
        var same = fields.OptionalInteger("team_size", 1, Team.SizeMax);
        if (size is { } one && same is { } other && one != other)
        {
            fields.Refuse("team_size", "Differs from size.");
        }

        return size ?? same;
    }
}
