using GameSessions.Games;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Rooms.Squads;

namespace GameSessions.Fuzz;

/// <summary>A kind of game to play and to break. In the commands' data <c>$word</c> stands for any of <see cref="Words"/> of that name.</summary>
/// <param name="Options">JSON objects that games are made with.</param>
/// <param name="Commands">Each command's name with plausible data.</param>
internal sealed record Kind(GameRules Rules, IReadOnlyList<string> Options, params IReadOnlyList<(string Name, string Data)> Commands)
{
    /// <summary>Every kind that the server ships.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new(
            new DraftRules(),
            ["{}", """{"format":"duel-10"}""", """{"blindBans":true}"""],
            ("ban", """{"specialization":"$specialization"}"""),
            ("pick", """{"specialization":"$specialization","role":"$role"}"""),
            ("resign", "{}")),
        new(
            new SquadRules(),
            ["{}", """{"mode":"raid","size":10}""", """{"size":1}"""],
            ("note", """{"text":"$text"}"""),
            ("signUp", """{"specializations":["$specialization"],"roles":["$role"]}"""),
            ("assign", """{"slot":1,"name":"$text","specialization":"$specialization","role":"$role"}"""),
            ("move", """{"from":1,"to":2}"""),
            ("clear", """{"slot":1}"""),
            ("compose", "{}"),
            ("lock", "{}"),
            ("unlock", "{}"),
            ("leave", "{}")),
    ];

    /// <summary>What the placeholders stand for.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["$specialization"] = [.. Specializations.Elite.Select(elite => elite.Name)],
        ["$role"] = Roles.All,
        ["$text"] = ["Zhaitan", "Élodie", "two words", "line\\nbreak", "🐉"],
    };
}
