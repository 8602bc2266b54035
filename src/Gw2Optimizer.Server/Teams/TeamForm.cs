using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Teams;

/// <summary>Reads a team from a call, and a change of one. What is wrong stays in the fields; then the result is not to be used.</summary>
internal static class TeamForm
{
    private const int TextCharactersMax = 5_000;

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
            Guid.CreateVersion7(now), owner, OwnerName: null, ReadName(fields), mode ?? Modes.Zerg, size ?? Team.SizeMax, fields.OptionalText("description", TextCharactersMax),
            fields.OptionalSwitch("is_public") ?? false, now, now, []);
    }

    /// <summary>What the call mentions is changed; null clears what may be absent.</summary>
    public static Team ReadChange(JsonFields fields, Team old, DateTimeOffset now)
    {
        foreach (var name in (string[])["name", "game_mode", "size", "team_size", "is_public"])
        {
            if (fields.IsNull(name))
            {
                fields.Refuse(name, "Cannot be null.");
            }
        }

        return old with
        {
            Name = fields.Has("name") ? ReadName(fields) : old.Name,
            GameMode = BuildParts.ReadMode(fields) ?? old.GameMode,
            Size = ReadSize(fields) ?? old.Size,
            Description = fields.Has("description") ? fields.OptionalText("description", TextCharactersMax) : old.Description,
            IsPublic = fields.OptionalSwitch("is_public") ?? old.IsPublic,
            UpdatedAt = now,
        };
    }

    private static string ReadName(JsonFields fields)
    {
        var name = fields.RequiredText("name", 1, BuildParts.NameCharactersMax).Trim();
        if (name.Length == 0)
        {
            fields.Refuse("name", "Must not be blank.");
        }

        return name;
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
