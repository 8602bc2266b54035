using System.Text.Json;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Builds;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>Asks the model what a change of gear means to whoever plays it. Nothing that a player wrote is in it.</summary>
internal static class GearPrompt
{
    private const int LinesMax = 6;
    private const int LineCharactersMax = 300;

    private const string Task = """
        You help players of Guild Wars 2 to understand gear that an exact solver has chosen. The user message is one JSON object: who plays, what changes, and
        the attributes before and after. You cannot change the gear or a number. Answer with one JSON object and nothing else:
        {"explanation": ["at most 6 sentences: what changes for the player, and why"]}
        """;

    public static ModelPrompt For(StoredBuild build, GearAnswer answer) => new(Task, JsonSerializer.Serialize(new
    {
        build.Profession,
        build.Specialization,
        build.Role,
        answer.Objective,
        answer.Changes,
        Before = answer.Before.Stats,
        After = answer.After.Stats,
    }));

    /// <returns>Null where there is no sentence to be read.</returns>
    public static IReadOnlyList<string>? Read(JsonElement answer) =>
        Prose.ReadList(answer, "explanation", LinesMax, LineCharactersMax) is { Count: > 0 } lines ? lines : null;
}
