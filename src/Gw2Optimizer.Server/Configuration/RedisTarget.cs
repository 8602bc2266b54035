namespace Gw2Optimizer.Server.Configuration;

/// <summary>A Redis server, and how to be let in.</summary>
internal sealed record RedisTarget(string Host, int Port, string? User, string? Password, int Database, bool Tls)
{
    public const string Form = "redis://:PASSWORD@HOST:PORT/DB";
    public const int DefaultPort = 6379;

    /// <summary>As many as a server may be set up with; by itself it has 16.</summary>
    public const int DatabaseMax = 65_535;

    /// <summary>A URL with the scheme <c>redis</c>, or <c>rediss</c> for TLS; null where it is none.</summary>
    public static RedisTarget? Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0 || uri.Query.Length + uri.Fragment.Length > 0)
        {
            return null;
        }

        var path = uri.AbsolutePath.Trim('/');
        if ((!int.TryParse(path, out var database) && path.Length > 0) || database is < 0 or > DatabaseMax)
        {
            return null;
        }

        // redis://secret@host is a user without a password to a parser, and a password to most people; only the form with the colon is one for both.
        var parts = uri.UserInfo.Split(':', 2);
        return parts is [{ Length: > 0 }]
            ? null
            : new RedisTarget(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : DefaultPort, Given(parts[0]), Given(parts.ElementAtOrDefault(1)), database, uri.Scheme is "rediss");
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}/{Database}";

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : Uri.UnescapeDataString(text);
}
