using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Gw2Optimizer.Server.Docs;

/// <summary><c>/openapi.json</c>, and <c>/docs</c>, which shows it to people. Everything comes from this server, so it works without another one and under a strict policy.</summary>
internal static class DocsFeature
{
    private const string Script = "text/javascript; charset=utf-8";
    private const string Styles = "text/css; charset=utf-8";
    private const string PackageFolder = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddDocs(this IServiceCollection services)
    {
        services.AddOpenApi(ApiDescription.DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddOperationTransformer((operation, context, _) =>
            {
                OperationWriter.Complete(operation, new EndpointMetadata(context.Description.RelativePath ?? "", [.. context.Description.ActionDescriptor.EndpointMetadata]), context.Document!);
                return Task.CompletedTask;
            });
            options.AddDocumentTransformer((document, context, _) => ApiDescription.DescribeServer(document));
        });
        services.AddSingleton<ApiDescription>();
    }

    public static void MapDocs(this WebApplication app)
    {
        app.MapMethods("/openapi.json", Methods, async (HttpContext http, ApiDescription description) => (await description.FileAsync()).Answer(http))
            .Told("Pages", "This description.").Answers(200, """{"openapi":"3.1.1"}""");
        var (own, package) = (typeof(DocsFeature).Assembly, typeof(SwaggerUIOptions).Assembly);
        app.MapFile("/docs", StaticFile.In(own, "static/docs.html", "text/html; charset=utf-8"), "The API, to read and to try.");
        app.MapFile("/docs/docs.js", StaticFile.In(own, "static/docs.js", Script), "Starts the page above.");
        app.MapFile("/docs/swagger-ui.css", StaticFile.In(package, $"{PackageFolder}swagger-ui.css", Styles), "How the page above looks.");
        app.MapFile("/docs/swagger-ui-bundle.js", StaticFile.In(package, $"{PackageFolder}swagger-ui-bundle.js", Script), "What the page above runs on: Swagger UI.");
    }

    public static void MapFile(this WebApplication app, string path, StaticFile file, string what) =>
        app.MapMethods(path, Methods, file.Answer).Told("Pages", what).AnswersText(200, file.MediaType, "...");
}
