using System.Text.Json.Nodes;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Web;
using Microsoft.OpenApi;

namespace Gw2Optimizer.Server.Docs;

/// <summary>One route and method of <c>/openapi.json</c>.</summary>
internal static class OperationWriter
{
    public const string ErrorSchema = "Error";
    public const string InvalidSchema = "Invalid";
    public const string BearerScheme = "bearer";

    /// <summary>Completes what the framework knows by itself, which is the path and its parameters.</summary>
    public static void Complete(OpenApiOperation operation, EndpointMetadata route, OpenApiDocument document)
    {
        var summary = route.Find<SummaryNote>();
        operation.Summary = summary?.Text;
        operation.Tags = summary is null ? null : new HashSet<OpenApiTagReference> { new(summary.Tag, document) };
        operation.RequestBody = route.Find<BodyNote>() is { } body ? BodyOf(body) : null;
        operation.Parameters = [.. operation.Parameters ?? [], .. route.All<QueryNote>().Select(query => QueryOf(query.Field))];
        operation.Responses = [];
        foreach (var answer in route.All<AnswerNote>())
        {
            operation.Responses[$"{answer.Status}"] = AnswerOf(answer);
        }

        foreach (var refusals in Refusals(route).GroupBy(refusal => refusal.Status).OrderBy(group => group.Key))
        {
            operation.Responses[$"{refusals.Key}"] = RefusalOf(refusals.Key, [.. refusals.Select(refusal => refusal.Code).Distinct()], document);
        }

        if (Access.RuleOf(route.Items) is AccessRule.SignedIn or AccessRule.Superuser)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] }];
        }
    }

    /// <summary>What the pipeline and the readers of bodies refuse by themselves, and what the route adds.</summary>
    private static IEnumerable<RefusalNote> Refusals(EndpointMetadata route)
    {
        if (route.IsApi)
        {
            yield return new(429, ErrorCodes.RateLimited);
            var rule = Access.RuleOf(route.Items);
            if (rule is AccessRule.SignedIn or AccessRule.Superuser)
            {
                yield return new(401, ErrorCodes.Unauthorized);
                yield return new(403, ErrorCodes.Forbidden);
            }

            if (route.Find<BodyNote>() is { } body)
            {
                yield return new(413, ErrorCodes.PayloadTooLarge);
                yield return new(415, ErrorCodes.UnsupportedMediaType);
                yield return new(422, ErrorCodes.ValidationError);
                if (body.MediaType is "application/json")
                {
                    yield return new(400, ErrorCodes.MalformedJson);
                }
            }

            if (route.All<QueryNote>().Any())
            {
                yield return new(422, ErrorCodes.ValidationError);
            }
        }

        foreach (var refusal in route.All<RefusalNote>())
        {
            yield return refusal;
        }
    }

    private static OpenApiRequestBody BodyOf(BodyNote body) => new()
    {
        Required = body.IsRequired,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [body.MediaType] = new() { Schema = Field.SchemaOf(body.Fields), Example = Field.ExampleOf(body.Fields) },
        },
    };

    private static OpenApiParameter QueryOf(Field field) => new()
    {
        Name = field.Name,
        In = ParameterLocation.Query,
        Required = !field.IsOptional,
        Schema = field.Schema(),
        Example = field.Example?.DeepClone(),
    };

    private static OpenApiResponse AnswerOf(AnswerNote answer) => new()
    {
        Description = answer.Status is 201 ? "Made." : answer.Example is null ? "Done." : "As asked.",
        Content = answer.Example is null ? null : new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [answer.MediaType] = new() { Schema = ExampleSchema.Of(answer.Example), Example = answer.Example.DeepClone() },
        },
    };

    private static OpenApiResponse RefusalOf(int status, IReadOnlyList<string> codes, OpenApiDocument document)
    {
        var example = new JsonObject { ["error_code"] = codes[0], ["detail"] = "What is wrong, for people.", ["correlation_id"] = "abc123" };
        if (status is 422)
        {
            example["fields"] = new JsonObject { ["name"] = "Required." };
        }

        return new OpenApiResponse
        {
            Description = string.Join(", ", codes),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(status is 422 ? InvalidSchema : ErrorSchema, document), Example = example },
            },
        };
    }
}
