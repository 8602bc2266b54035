using System.Text;
using Gw2Optimizer.Server.Docs;

namespace Gw2Optimizer.Server.Pages;

/// <summary>What <c>/</c> shows where the web app was not built.</summary>
internal static class HomePage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>GW2Optimizer</title>
          <style>
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #1c1917; background: #fafaf9; }
            code { background: #e7e5e4; border-radius: 4px; padding: 0 .3em; }
            a { color: #9a3412; }
          </style>
        </head>
        <body>
          <main>
            <h1>GW2Optimizer</h1>
            <p>Live drafts for Guild Wars 2. This is the server. <span id="state"></span></p>
            <ul>
              <li>The API is at <code>/api/v1</code>. Try without an account: <code>POST /api/v1/auth/guest</code>.</li>
              <li><a href="/docs">/docs</a> shows all of it, <a href="/openapi.json">/openapi.json</a> to programs.</li>
              <li><a href="/health">/health</a> says how it is, <a href="/metrics">/metrics</a> what it does.</li>
            </ul>
          </main>
          <script type="module" src="/assets/index.js"></script>
        </body>
        </html>
        """;

    public static StaticFile File { get; } = new("text/html; charset=utf-8", Encoding.UTF8.GetBytes(Html));

    public static StaticFile Script { get; } = StaticFile.In(typeof(HomePage).Assembly, "static/index.js", "text/javascript; charset=utf-8");
}
