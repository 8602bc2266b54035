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

    /// <summary>Present, and not as null.</summary>
    public bool IsGiven(string name) => Element(name) is not null;

    /// <summary>Present as null.</summary>
    public bool IsNull(string name) => root.TryGetProperty(name, out var element) && element.ValueKind is JsonValueKind.Null;

    /// <summary>Remembers those that are present as null.</summary>
    public void RefuseNull(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IsNull(name))
            {
                Refuse(name, "Cannot be null.");
            }
        }
    }

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

    /// <summary>As <see cref="RequiredText"/>, without the blanks around it, which do not count.</summary>
    public string RequiredTrimmedText(string name, int min, int max)
    {
        if (Element(name) is null)
        {
            Refuse(name, Required);
            return "";
        }

        return OptionalTrimmedText(name, min, max) ?? "";
    }

    /// <summary>Without the blanks around it, which do not count. Null where it is absent, null, or wrong.</summary>
    public string? OptionalTrimmedText(string name, int min, int max) =>
        Element(name) is { } element && CleanTextOf(name, element) is { } text ? Measured(name, text.Trim(), min, max) : null;

    /// <summary>Null where it is absent, null, or wrong.</summary>
    public string? OptionalText(string name, int max, int min = 0) => Element(name) is { } element ? TextOf(name, element, min, max) : null;

    /// <summary>The id, be it that of nothing; also where it is missing or no text, which is then remembered.</summary>
    public Guid RequiredId(string name)
    {
        if (Element(name) is null)
        {
            Refuse(name, Required);
        }

        return OptionalId(name) ?? Guid.Empty;
    }

    /// <summary>Null where it is absent, null, or no text.</summary>
    public Guid? OptionalId(string name) => Element(name) is { } element && CleanTextOf(name, element) is { } text ? Ids.Read(text) : null;

    /// <summary>Ids in a list; what is no text is remembered, as <c>build_ids[2]</c>, and left out.</summary>
    public IReadOnlyList<Guid> OptionalIds(string name, int max) =>
        [.. (OptionalList(name, max) ?? []).Select((element, index) => CleanTextOf($"{name}[{index}]", element)).OfType<string>().Select(Ids.Read)];

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

    /// <summary>Null where it is absent, null, or wrong.</summary>
    public int? OptionalInteger(string name, int min, int max) => Element(name) is null ? null : RequiredInteger(name, min, max);

    /// <summary>A finite number, or <paramref name="min"/> where it is missing or wrong, which is then remembered.</summary>
    public double RequiredNumber(string name, double min, double max)
    {
        if (Element(name) is not { } element)
        {
            Refuse(name, Required);
            return min;
        }

        if (element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, $"Must be a number from {min} to {max}.");
        return min;
    }

    /// <summary>The entries, none where it is absent, null, or wrong.</summary>
    public IReadOnlyList<JsonElement>? OptionalList(string name, int max)
    {
        if (Element(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind is JsonValueKind.Array && element.GetArrayLength() <= max)
        {
            return [.. element.EnumerateArray()];
        }

        Refuse(name, $"Must be a list of at most {max} entries.");
        return null;
    }

    /// <summary>Objects in a list, each with its path, as <c>pool[2]</c>; what is wrong inside them is remembered by <see cref="Take"/>.</summary>
    public IReadOnlyList<(string Path, JsonFields Fields)>? OptionalObjects(string name, int max)
    {
        if (OptionalList(name, max) is not { } list)
        {
            return null;
        }

        var objects = list.Select((element, index) => (Path: $"{name}[{index}]", Element: element)).ToList();
        foreach (var (path, _) in objects.Where(one => one.Element.ValueKind is not JsonValueKind.Object))
        {
            Refuse(path, "Must be an object.");
        }

        return [.. objects.Where(one => one.Element.ValueKind is JsonValueKind.Object).Select(one => (one.Path, new JsonFields(one.Element)))];
    }

    /// <summary>Texts in a list; those that are wrong are remembered, as <c>avoid[2]</c>, and left out.</summary>
    public IReadOnlyList<string> OptionalTexts(string name, int max, int charactersMax) =>
        [.. (OptionalList(name, max) ?? []).Select((element, index) => TextOf($"{name}[{index}]", element, 1, charactersMax)).OfType<string>()];

    /// <summary>Whole numbers from 0 in a list; where one is wrong, that is remembered and there are none.</summary>
    public IReadOnlyList<int> OptionalIntegers(string name, int max)
    {
        var list = OptionalList(name, max) ?? [];
        var numbers = list.Select(element => element.ValueKind is JsonValueKind.Number && element.TryGetInt32(out var number) && number >= 0 ? number : (int?)null).ToArray();
        if (!numbers.Contains(null))
        {
            return [.. numbers.Select(number => number!.Value)];
        }

        Refuse(name, "Must be a list of whole numbers.");
        return [];
    }

    /// <summary>Whole numbers from 0 by name; those that are wrong are remembered, as <c>roles.healer</c>, and left out.</summary>
    public IReadOnlyDictionary<string, int> OptionalCounts(string name, int entriesMax, int countMax)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (entry, element) in Entries(name, entriesMax))
        {
            if (element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var count) && double.IsInteger(count) && count >= 0 && count <= countMax)
            {
                counts[entry] = (int)count;
            }
            else
            {
                Refuse($"{name}.{entry}", $"Must be a whole number from 0 to {countMax}.");
            }
        }

        return counts;
    }

    /// <summary>Finite numbers by name; those that are wrong are remembered and left out.</summary>
    public IReadOnlyDictionary<string, double> OptionalNumbers(string name, int entriesMax, double min, double max)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (entry, element) in Entries(name, entriesMax))
        {
            if (element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var number) && number >= min && number <= max)
            {
                numbers[entry] = number;
            }
            else
            {
                Refuse($"{name}.{entry}", $"Must be a number from {min} to {max}.");
            }
        }

        return numbers;
    }

    /// <summary>Remembers what is wrong inside a nested object.</summary>
    public void Take(string path, JsonFields nested)
    {
        foreach (var (name, fault) in nested.faults)
        {
            Refuse($"{path}.{name}", fault);
        }
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

    private IEnumerable<(string Name, JsonElement Value)> Entries(string name, int max)
    {
        if (Element(name) is not { } element)
        {
            return [];
        }

        if (element.ValueKind is not JsonValueKind.Object || !CleanText.IsClean(element) || element.GetPropertyCount() > max)
        {
            Refuse(name, $"Must be an object of at most {max} entries.");
            return [];
        }

        return element.EnumerateObject().Select(entry => (entry.Name, entry.Value));
    }

    private string? TextOf(string name, JsonElement element, int min, int max) => CleanTextOf(name, element) is { } text ? Measured(name, text, min, max) : null;

    private string? CleanTextOf(string name, JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.String)
        {
            Refuse(name, "Must be text.");
            return null;
        }

        if (CleanText.Read(element) is { } text)
        {
            return text;
        }

        Refuse(name, CleanText.Fault);
        return null;
    }

    private string? Measured(string name, string text, int min, int max)
    {
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
