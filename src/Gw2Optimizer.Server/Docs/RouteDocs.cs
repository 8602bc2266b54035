using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Gw2Optimizer.Server.Docs;

/// <summary>
/// What a route tells about itself, from which <c>/openapi.json</c> is made. The rest follows from the route: its path and method, whether it asks for a
/// sign-in, and the refusals that every call may get.
/// </summary>
internal static class RouteDocs
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    /// <param name="tag">The heading that it stands under.</param>
    public static TBuilder Told<TBuilder>(this TBuilder builder, string tag, string summary)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SummaryNote(tag, summary));

    public static TBuilder TakesJson<TBuilder>(this TBuilder builder, params IReadOnlyList<Field> fields)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyNote(Json, fields, IsRequired: true));

    /// <summary>A body that may be absent altogether.</summary>
    public static TBuilder TakesOptionalJson<TBuilder>(this TBuilder builder, params IReadOnlyList<Field> fields)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyNote(Json, fields, IsRequired: false));

    public static TBuilder TakesForm<TBuilder>(this TBuilder builder, params IReadOnlyList<Field> fields)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyNote(Form, fields, IsRequired: true));

    /// <summary>A value of the query string.</summary>
    public static TBuilder Asks<TBuilder>(this TBuilder builder, Field field)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new QueryNote(field));

    /// <param name="example">A whole answer, from which its schema is read.</param>
    public static TBuilder Answers<TBuilder>(this TBuilder builder, int status, [StringSyntax(StringSyntaxAttribute.Json)] string example)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AnswerNote(status, Json, JsonNode.Parse(example)));

    /// <summary>An answer that is no JSON.</summary>
    public static TBuilder AnswersText<TBuilder>(this TBuilder builder, int status, string mediaType, string example)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AnswerNote(status, mediaType, example));

    /// <summary>An answer without a body.</summary>
    public static TBuilder Answers<TBuilder>(this TBuilder builder, int status)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AnswerNote(status, Json, Example: null));

    /// <summary>A refusal besides those that every call may get.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, int status, string code)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RefusalNote(status, code));
}
