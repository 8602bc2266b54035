using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GameSessions.Storage.Redis;

/// <summary>Where a Redis server is, and how it is entered.</summary>
/// <param name="Database">Its number.</param>
public sealed record RedisAddress(string Host, int Port = RedisAddress.DefaultPort, string? Password = null, int Database = 0, bool UsesTls = false)
{
    public const int DefaultPort = 6379;

    private const string Shape = "redis://[:password@]host[:port][/db], or rediss:// for TLS";

    /// <summary>Reads <c>redis://[:password@]host[:port][/db]</c>; <c>rediss</c> means TLS.</summary>
    /// <param name="problem">What is wrong, in words that hold nothing of the text: it may hold a password, also where it should not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        problem = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
        {
            problem = $"is not of the form {Shape}; special characters of a password are written as %XX";
        }
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            problem = $"has a part behind ? or #, which is not of the form {Shape}";
        }
        else if (!TryReadPassword(uri.UserInfo, out var password))
        {
            problem = "names a user; only a password, as in redis://:password@host, can be given";
        }
        else if (!TryReadDatabase(uri.AbsolutePath, out var database))
        {
            problem = "has a path that is not the number of a database, as in redis://host:6379/0";
        }
        else
        {
            address = new RedisAddress(uri.IdnHost, uri.Port < 0 ? DefaultPort : uri.Port, password, database, uri.Scheme == "rediss");
        }

        return address is not null;
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{(UsesTls ? "rediss" : "redis")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/{Database}";

    private static bool TryReadPassword(string userInfo, out string? password)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        password = colon < 0 || colon == userInfo.Length - 1 ? null : Uri.UnescapeDataString(userInfo[(colon + 1)..]);
        // "default" is the user that a password alone enters as.
        return userInfo.Length == 0 || (colon >= 0 && userInfo[..colon] is "" or "default");
    }

    private static bool TryReadDatabase(string path, out int database)
    {
        database = 0;
        return path is "" or "/" || int.TryParse(path[1..], NumberStyles.None, CultureInfo.InvariantCulture, out database);
    }
}
