using System.Text.Json;

namespace Gw2Optimizer.Server.Web;

/// <summary>
/// The fields of a JSON object, asked for by name. Each that is not as it must be is remembered, so that one answer names them all; unknown ones are ignored.
/// </summary>
internal sealed class JsonFields(JsonElement root)
{
    private const string Required = "Required.";

    private readonly Dictionary<string, string> faults = new(StringComparer.Ordinal);

    private string code = ErrorCodes.ValidationError;

    /// <summary>The 422 for everything that was wrong so far, or null.</summary>
    public ApiError? Refusal => faults.Count > 0 ? ApiError.Invalid(faults) with { Code = faults.Count == 1 ? code : ErrorCodes.ValidationError } : null;

    public void Refuse(string name, string fault) => faults.TryAdd(name, fault);

    /// <summary>As above, with a code of its own where nothing else is wrong.</summary>
    public void Refuse(string name, string fault, string code)
    {
        Refuse(name, fault);
        this.code = code;
    }

    /// <summary>Present, be it as null: a PUT or PATCH that says null clears.</summary>
    public bool Has(string name) => root.TryGetProperty(name, out _);

    /// <summary>The text, or "" where it is missing or wrong, which is then remembered.</summary>
    public string RequiredText(string name, int min, int max)
    {
        if (Element(name) is not { } element)
        {
            Refuse(name, Required);
            return "";
        }

        return TextOf(name, element, min, max) ?? "";
    }

    /// <summary>Null where it is absent, null, or wrong.</summary>
    public string? OptionalText(string name, int max, int min = 0) => Element(name) is { } element ? TextOf(name, element, min, max) : null;

    /// <summary>The number, or <paramref name="min"/> where it is missing or wrong, which is then remembered. 5.0 is as good as 5.</summary>
    public int RequiredInteger(string name, int min, int max)
    {
        if (Element(name) is not { } element)
        {
            Refuse(name, Required);
            return min;
        }

        if (element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsInteger(number) && number >= min && number <= max)
        {
            return (int)number;
        }

        Refuse(name, $"Must be a whole number from {min} to {max}.");
        return min;
    }

    /// <summary>What the word stands for, or the default where it is missing or unknown, which is then remembered.</summary>
    public T RequiredWord<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Element(name) is not { } element)
        {
            Refuse(name, Required);
            return default;
        }

        if (element.ValueKind is JsonValueKind.String && CleanText.Read(element) is { } text && words.TryGetValue(text, out var meant))
        {
            return meant;
        }

        Refuse(name, $"Must be one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        return default;
    }

    /// <summary>An instant as RFC 3339 writes it, with its offset.</summary>
    public DateTimeOffset RequiredInstant(string name)
    {
        if (Element(name) is not { } element)
        {
            Refuse(name, Required);
            return default;
        }

        if (element.ValueKind is JsonValueKind.String && CleanText.Read(element) is { } text && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && element.TryGetDateTimeOffset(out var instant))
        {
            return instant;
        }

        Refuse(name, "Must be an instant such as 2025-11-16T02:00:07Z.");
        return default;
    }

    public bool RequiredSwitch(string name)
    {
        if (Element(name) is null)
        {
            Refuse(name, Required);
        }

        return OptionalSwitch(name) is true;
    }

    public bool? OptionalSwitch(string name)
    {
        if (Element(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Refuse(name, "Must be true or false.");
        return null;
    }

    /// <summary>A JSON object of at most <paramref name="charactersMax"/> characters as it was sent.</summary>
    public JsonElement? OptionalObject(string name, int charactersMax)
    {
        if (Element(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            Refuse(name, "Must be an object.");
            return null;
        }

        var fault = !CleanText.IsClean(element) ? CleanText.Fault : element.GetRawText().Length > charactersMax ? $"Must have at most {charactersMax} characters." : null;
        if (fault is not null)
        {
            Refuse(name, fault);
            return null;
        }

        return element;
    }

    private string? TextOf(string name, JsonElement element, int min, int max)
    {
        if (element.ValueKind is not JsonValueKind.String)
        {
            Refuse(name, "Must be text.");
            return null;
        }

        if (CleanText.Read(element) is not { } text)
        {
            Refuse(name, CleanText.Fault);
            return null;
        }

        var length = CleanText.LengthOf(text);
        if (length >= min && length <= max)
        {
            return text;
        }

        Refuse(name, min == 0 ? $"Must have at most {max} characters." : $"Must have {min} to {max} characters.");
        return null;
    }

    private JsonElement? Element(string name) =>
        root.TryGetProperty(name, out var element) && element.ValueKind is not JsonValueKind.Null ? element : null;
}
