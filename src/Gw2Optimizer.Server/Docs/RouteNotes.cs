using System.Text.Json.Nodes;

namespace Gw2Optimizer.Server.Docs;

// What a route says of itself, each a piece of its metadata.

internal sealed record SummaryNote(string Tag, string Text);

internal sealed record BodyNote(string MediaType, IReadOnlyList<Field> Fields, bool IsRequired);

internal sealed record QueryNote(Field Field);

/// <param name="Example">Null: no body.</param>
internal sealed record AnswerNote(int Status, string MediaType, JsonNode? Example);

internal sealed record RefusalNote(int Status, string Code);
