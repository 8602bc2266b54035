namespace Gw2Optimizer.ApiFuzz;

/// <summary>A route and a method, as <c>/openapi.json</c> describes them.</summary>
/// <param name="Query">Name and schema of each value of the query string.</param>
/// <param name="Body">Null: it takes none.</param>
/// <param name="Answers">The statuses that are described, each with its description, which for a refusal is its codes.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<(string Name, JsonElement Schema)> Query, BodyShape? Body, IReadOnlyDictionary<int, string> Answers)
{
    /// <summary>
    /// Called less often than others: a password is hashed at a cost that is meant to be felt, who signs out calls nothing more, and what takes nothing has
    /// one answer.
    /// </summary>
    public bool IsRare =>
        Path.EndsWith("/logout", StringComparison.Ordinal)
        || Body?.Schema.GetRawText().Contains("password", StringComparison.Ordinal) is true
        || (Body is null && Query.Count == 0 && !Path.Contains('{', StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Path}";

    public static IReadOnlyList<Operation> ReadAll(JsonElement description) =>
    [
        .. description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(one => Read(path.Name, one.Name.ToUpperInvariant(), one.Value))),
    ];

    private static Operation Read(string path, string method, JsonElement told) => new(
        method,
        path,
        [.. Items(told, "parameters").Where(one => one.GetProperty("in").GetString() == "query").Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("schema")))],
        told.TryGetProperty("requestBody", out var body) ? BodyShape.Read(body.GetProperty("content").EnumerateObject().First()) : null,
        told.GetProperty("responses").EnumerateObject().ToDictionary(answer => int.Parse(answer.Name), answer => answer.Value.GetProperty("description").GetString()!));

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) => parent.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;
}

/// <summary>What a body looks like.</summary>
internal sealed record BodyShape(string MediaType, JsonElement Schema, JsonElement Example)
{
    public bool IsForm => MediaType is "application/x-www-form-urlencoded";

    public static BodyShape Read(JsonProperty content) => new(content.Name, content.Value.GetProperty("schema"), content.Value.GetProperty("example"));
}
