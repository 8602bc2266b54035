using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Gw2Optimizer.Server.Docs;

/// <summary>A field of a request, as <c>/openapi.json</c> tells it: its schema, and an example that would be taken.</summary>
internal sealed record Field(string Name, Func<OpenApiSchema> Schema, JsonNode? Example)
{
    public bool IsOptional { get; init; }

    /// <summary>May be absent.</summary>
    public Field Optional() => this with { IsOptional = true };

    /// <param name="min">Characters.</param>
    public static Field Text(string name, int min, int max, string example) =>
        new(name, () => new OpenApiSchema { Type = JsonSchemaType.String, MinLength = min, MaxLength = max }, example);

    /// <summary>Text that has a maximum nowhere but in the size of the body.</summary>
    public static Field Text(string name, string example) => new(name, () => new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1 }, example);

    /// <summary>Text that follows <paramref name="format"/>, a word of JSON Schema such as <c>uuid</c> or <c>date-time</c>.</summary>
    public static Field Formatted(string name, string format, string example) => new(name, () => new OpenApiSchema { Type = JsonSchemaType.String, Format = format }, example);

    public static Field Instant(string name, string example) => Formatted(name, "date-time", example);

    public static Field Whole(string name, int min, int max, int example) =>
        new(name, () => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = Number(min), Maximum = Number(max) }, example);

    public static Field Fraction(string name, double min, double max, double example) =>
        new(name, () => new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = Number(min), Maximum = Number(max) }, example);

    public static Field Switch(string name, bool example) => new(name, () => new OpenApiSchema { Type = JsonSchemaType.Boolean }, example);

    /// <summary>One of <paramref name="words"/>, of which the first is the example.</summary>
    public static Field Choice(string name, params IReadOnlyList<string> words) =>
        new(name, () => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] }, words[0]);

    /// <param name="item">What each is; its name means nothing.</param>
    public static Field List(string name, int max, Field item) =>
        new(name, () => new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = max, Items = item.Schema() }, new JsonArray(item.Example?.DeepClone()));

    public static Field Object(string name, params IReadOnlyList<Field> fields) => new(name, () => SchemaOf(fields), ExampleOf(fields));

    /// <summary>An object whose fields are not told.</summary>
    public static Field AnyObject(string name, [StringSyntax(StringSyntaxAttribute.Json)] string example) =>
        new(name, () => new OpenApiSchema { Type = JsonSchemaType.Object }, JsonNode.Parse(example));

    public static OpenApiSchema SchemaOf(IReadOnlyList<Field> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)field.Schema(), StringComparer.Ordinal),
        Required = fields.Where(field => !field.IsOptional).Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
    };

    public static JsonObject ExampleOf(IReadOnlyList<Field> fields) =>
        new(fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Name, field.Example?.DeepClone())));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
