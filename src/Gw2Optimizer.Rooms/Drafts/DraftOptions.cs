using System.Text.Json;

namespace Gw2Optimizer.Rooms.Drafts;

/// <param name="Format">The name of a <see cref="DraftFormat"/>.</param>
/// <param name="Pool">What may be banned and picked.</param>
/// <param name="Public">Whether anybody signed in may watch.</param>
/// <param name="BlindBans">Whether a ban is hidden from the other seat until its own next ban.</param>
public sealed record DraftOptions(string Format, IReadOnlyList<string> Pool, bool Public, bool BlindBans)
{
    private static readonly IReadOnlyList<string> Everything = [.. Specializations.Elite.Select(elite => elite.Name)];

    /// <summary>Completes what was asked for, or adds to <paramref name="problems"/> a sentence by option name.</summary>
    public static DraftOptions Read(JsonElement asked, Dictionary<string, string> problems)
    {
        if (asked.ValueKind != JsonValueKind.Object)
        {
            problems["options"] = "options must be an object.";
            return new(DraftFormat.Duel5.Name, Everything, Public: true, BlindBans: false);
        }

        return new(
            ReadFormat(asked, problems),
            asked.TryGetProperty("pool", out var pool) ? ReadPool(pool, problems) : Everything,
            asked.ReadFlag("public", byDefault: true, problems),
            asked.ReadFlag("blindBans", byDefault: false, problems));
    }

    private static string ReadFormat(JsonElement asked, Dictionary<string, string> problems)
    {
        if (!asked.TryGetProperty("format", out var format))
        {
            return DraftFormat.Duel5.Name;
        }

        if (format.Text() is { } name && DraftFormat.Named(name) is not null)
        {
            return name;
        }

        problems["format"] = $"format must be one of {string.Join(", ", DraftFormat.All.Select(known => known.Name))}.";
        return DraftFormat.Duel5.Name;
    }

    private static List<string> ReadPool(JsonElement pool, Dictionary<string, string> problems)
    {
        var names = new List<string>();
        if (pool.ValueKind != JsonValueKind.Array)
        {
            problems["pool"] = "pool must be a list of specialization names.";
            return names;
        }

        foreach (var (i, element) in pool.EnumerateArray().Index())
        {
            var option = $"pool[{i}]";
            if (element.Text() is not { } name)
            {
                problems[option] = $"{option} must be the name of an elite specialization.";
            }
            else if (!Specializations.IsElite(name))
            {
                problems[option] = $"{option} is no elite specialization; names are written as the game writes them.";
            }
            else if (names.Contains(name))
            {
                problems[option] = $"{option} names {name} again.";
            }
            else
            {
                names.Add(name);
            }
        }

        return names;
    }
}
