using System.Collections.Frozen;
using System.Reflection;
using Gw2Optimizer.Server.Docs;

namespace Gw2Optimizer.Server.Pages;

/// <summary>The web app as it was built into this assembly.</summary>
/// <param name="Index">The page that starts it.</param>
/// <param name="Script">Its entry, under the one fixed name.</param>
/// <param name="Assets">Everything else by its path; names carry a hash of what is in them.</param>
internal sealed record WebApp(StaticFile Index, StaticFile Script, FrozenDictionary<string, StaticFile> Assets)
{
    public const string ScriptPath = "/assets/index.js";

    private const string Prefix = "web/";
    private const string Forever = "public, max-age=31536000, immutable";

    /// <returns>Null where it was not built, since Node is missing.</returns>
    public static WebApp? Find(Assembly assembly)
    {
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        return names.Remove("index.html") && names.Remove("index.js")
            ? new WebApp(Read("index.html"), Read("index.js"), names.ToFrozenDictionary(name => $"/assets/{name}", name => Read(name) with { CacheControl = Forever }, StringComparer.Ordinal))
            : null;

        StaticFile Read(string name) => StaticFile.In(assembly, Prefix + name, MediaTypeOf(name));
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json; charset=utf-8",
        _ => "application/octet-stream",
    };
}
