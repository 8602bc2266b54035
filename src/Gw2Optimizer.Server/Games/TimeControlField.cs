using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>Reads <c>timeControl</c>: a preset by name, or <c>custom</c> with its three numbers.</summary>
internal static class TimeControlField
{
    private const string Name = "timeControl";
    private const int CharactersMax = 1_024;

    public static Field Described { get; } = Field.Object(
        Name,
        Field.Choice("preset", "blitz", "normal", "long", "custom"),
        Field.Whole("totalMs", (int)TimeControl.TotalMsMin, (int)TimeControl.TotalMsMax, (int)TimeControl.TotalMsMin).Optional(),
        Field.Whole("incrementMs", 0, (int)TimeControl.StepMsMax, 0).Optional(),
        Field.Whole("delayMs", 0, (int)TimeControl.StepMsMax, 0).Optional()).Optional();

    /// <returns>The kind's default where none is asked for; null for a kind without a clock.</returns>
    public static TimeControl? Read(JsonFields fields, GameRules rules)
    {
        if (fields.OptionalObject(Name, CharactersMax) is not { } asked)
        {
            return rules.DefaultTimeControl;
        }

        if (rules.DefaultTimeControl is null)
        {
            fields.Refuse(Name, $"A {rules.Kind} has no clock.");
            return null;
        }

        var preset = asked.TryGetProperty("preset", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
        var control = preset == "custom"
            ? TimeControl.Custom(Number(asked, "totalMs"), Number(asked, "incrementMs"), Number(asked, "delayMs"))
            : TimeControl.FromPreset(preset);
        if (control is null || Contradicts(asked, control))
        {
            fields.Refuse(
                Name,
                $"Must be {{\"preset\": \"blitz\"|\"normal\"|\"long\"}}, or \"custom\" with totalMs {TimeControl.TotalMsMin} to {TimeControl.TotalMsMax}, incrementMs and delayMs 0 to {TimeControl.StepMsMax}.");
        }

        return control;
    }

    /// <summary>A preset may be told with its numbers, as answers tell it, but not with others.</summary>
    private static bool Contradicts(JsonElement asked, TimeControl control)
    {
        (string Name, int Value)[] numbers = [("totalMs", control.TotalMs), ("incrementMs", control.IncrementMs), ("delayMs", control.DelayMs)];
        return numbers.Any(one => asked.TryGetProperty(one.Name, out _) && Number(asked, one.Name) != one.Value);
    }

    /// <summary>-1, which no range holds, for what is no whole number.</summary>
    private static int Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : -1;
}
