using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Gw2Optimizer.Server.Docs;

/// <summary>The schema that an example follows: its fields, and the type of each.</summary>
internal static class ExampleSchema
{
    /// <summary>Of a list the first item speaks for all; null and an empty list say nothing of what else could stand there.</summary>
    public static OpenApiSchema Of(JsonNode? example) => example switch
    {
        null => new OpenApiSchema(),
        JsonObject fields => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = fields.ToDictionary(field => field.Key, field => (IOpenApiSchema)Of(field.Value), StringComparer.Ordinal),
        },
        JsonArray items => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(items.FirstOrDefault()) },
        _ => OfValue(example),
    };

    private static OpenApiSchema OfValue(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        JsonValueKind.Number => new OpenApiSchema { Type = value.ToJsonString().Contains('.', StringComparison.Ordinal) ? JsonSchemaType.Number : JsonSchemaType.Integer },
        _ => new OpenApiSchema { Type = JsonSchemaType.String, Format = FormatOf(value.GetValue<string>()) },
    };

    private static string? FormatOf(string text) =>
        Guid.TryParseExact(text, "D", out _) ? "uuid"
        : text.EndsWith('Z') && DateTimeOffset.TryParse(text, out _) ? "date-time"
        : null;
}
