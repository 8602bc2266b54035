using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gw2Optimizer.Server.Docs;

/// <summary><c>/openapi.json</c>: every route of this server, with schemas and examples. It is written at the first call, since routes do not change.</summary>
internal sealed class ApiDescription([FromKeyedServices(ApiDescription.DocumentName)] IOpenApiDocumentProvider documents)
{
    public const string DocumentName = "v1";

    private readonly Lazy<Task<StaticFile>> written = new(() => WriteAsync(documents));

    public Task<StaticFile> FileAsync() => written.Value;

    /// <summary>What is true of all routes: who it is, how to sign in, and the shape of every refusal.</summary>
    public static Task DescribeServer(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GW2Optimizer",
            Version = typeof(ApiDescription).Assembly.GetName().Version!.ToString(3),
            Description = "Builds, squads and live drafts for Guild Wars 2. Sign in with a bearer token of POST /api/v1/auth/login, or try as a guest with POST /api/v1/auth/guest.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent<IOpenApiSecurityScheme>(OperationWriter.BearerScheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" });
        document.AddComponent<IOpenApiSchema>(OperationWriter.ErrorSchema, ErrorSchema());
        var invalid = ErrorSchema();
        invalid.Properties!["fields"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } };
        document.AddComponent<IOpenApiSchema>(OperationWriter.InvalidSchema, invalid);
        return Task.CompletedTask;
    }

    private static OpenApiSchema ErrorSchema() => Field.SchemaOf(
    [
        Field.Text("error_code", "NOT_FOUND"), Field.Text("detail", "There is nothing here."), Field.Text("correlation_id", "abc123"),
    ]);

    private static async Task<StaticFile> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync(CancellationToken.None);
        return new StaticFile("application/json; charset=utf-8", Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None)));
    }
}
