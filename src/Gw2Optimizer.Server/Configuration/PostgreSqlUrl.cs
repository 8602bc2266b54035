using Npgsql;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>Reads the URL of a PostgreSQL database, as libpq, managed services and asyncpg write it.</summary>
internal static class PostgreSqlUrl
{
    public const string Form = "postgres://USER:PASSWORD@HOST:PORT/DATABASE";

    private const int DefaultPort = 5432;

    private static readonly string[] Schemes = ["postgres", "postgresql", "postgresql+asyncpg"];

    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    public static bool Is(string url) => Schemes.Any(scheme => url.StartsWith($"{scheme}://", StringComparison.OrdinalIgnoreCase));

    /// <returns>The connection string and its host, port and database, or what is wrong with the URL without a word of it but the names of its parameters.</returns>
    public static ((string ConnectionString, string Location)? Target, string? Fault) Read(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Fragment.Length > 0)
        {
            return (null, $"cannot be read as {Form}; in a password, @ : / ? # and % are written percent-encoded");
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0 || uri.UserInfo.Length == 0)
        {
            return (null, $"names no {(database.Length == 0 ? "database" : "user")}; it must be {Form}");
        }

        var parts = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost,
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = database,
            Username = Uri.UnescapeDataString(parts[0]),
        };
        if (parts.Length == 2)
        {
            connection.Password = Uri.UnescapeDataString(parts[1]);
        }

        var fault = ReadParameters(uri.Query, connection);
        return fault is null ? ((connection.ToString(), $"{uri.Host}:{connection.Port}/{database}"), null) : (null, fault);
    }

    /// <returns>What is wrong, or null.</returns>
    private static string? ReadParameters(string query, NpgsqlConnectionStringBuilder connection)
    {
        foreach (var parameter in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            var (name, value) = (parts[0], Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
            switch (name.ToLowerInvariant())
            {
                // asyncpg's word for it.
                case "sslmode" or "ssl" when SslModes.Contains(value, StringComparer.OrdinalIgnoreCase):
                    connection.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                    break;
                case "sslmode" or "ssl":
                    return $"has a {name} that is none of {string.Join(", ", SslModes)}";
                case "sslrootcert":
                    connection.RootCertificate = value;
                    break;
                case "application_name":
                    connection.ApplicationName = value;
                    break;
                default:
                    return $"has the parameter {name}; known are sslmode, ssl, sslrootcert and application_name";
            }
        }

        return null;
    }
}
