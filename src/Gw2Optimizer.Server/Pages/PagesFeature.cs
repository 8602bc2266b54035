using System.Collections.Frozen;
using Gw2Optimizer.Server.Docs;

namespace Gw2Optimizer.Server.Pages;

/// <summary>What a person sees: the web app, or a plain front page where it was not built.</summary>
internal static class PagesFeature
{
    /// <summary>First parts of the paths that the app draws by itself; its own routes are in <c>web/src/app/routes.tsx</c>.</summary>
    private static readonly FrozenSet<string> AppPages = new[] { "builds", "squads", "draft", "rooms", "operations", "account", "sign-in", "register" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly WebApp? App = WebApp.Find(typeof(PagesFeature).Assembly);

    /// <summary>Before routing: the app's files, and its pages, which are all the front page.</summary>
    public static void UsePages(this WebApplication app)
    {
        if (App is not { } web)
        {
            return;
        }

        app.Use((http, next) =>
        {
            var path = http.Request.Path.Value ?? "";
            if (web.Assets.TryGetValue(path, out var file) && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
            {
                return file.Answer(http).ExecuteAsync(http);
            }

            if (path.Length > 1 && AppPages.Contains(path.Split('/', 3)[1]))
            {
                http.Request.Path = "/";
            }

            return next(http);
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapFile("/", App?.Index ?? HomePage.File, "The front page.");
        app.MapFile(WebApp.ScriptPath, App?.Script ?? HomePage.Script, "The script of the front page.");
    }
}
