using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>The read-through cache of game sessions.</summary>
/// <param name="Redis">Null: there is no cache.</param>
/// <param name="Namespace">The beginning of every key.</param>
/// <param name="ReadThrough">Holds until an operator changes it while nodes run.</param>
internal sealed record SessionCacheSettings(RedisAddress? Redis, string Namespace, ReadThrough ReadThrough)
{
    private const string DefaultNamespace = "gsr";
    private const int NamespaceCharactersMax = 64;

    /// <summary>As many as a server may be set up with; by itself it has 16.</summary>
    private const int DatabaseMax = 65_535;

    private const string Staging = "staging";

    /// <param name="general">What <c>REDIS_URL</c> names, where sessions have none of their own.</param>
    public static SessionCacheSettings Read(Variables variables, RedisAddress? general) => new(
        ReadRedis(variables) ?? general,
        ReadNamespace(variables),
        new ReadThrough(
            variables.Switch("SESSION_REDIS_READTHROUGH_ENABLED", IsStaging(variables)),
            variables.Integer("SESSION_REDIS_READTHROUGH_PERCENT", 100, 0, 100)));

    private static RedisAddress? ReadRedis(Variables variables)
    {
        var host = variables.Text("SESSION_REDIS_HOST");
        var port = variables.Integer("SESSION_REDIS_PORT", RedisAddress.DefaultPort, 1, ushort.MaxValue);
        var password = variables.Text("SESSION_REDIS_PASSWORD");
        var database = variables.Integer("SESSION_REDIS_DB", 0, 0, DatabaseMax);
        return variables.Redis("SESSION_REDIS_URL") ?? (host is null ? null : new RedisAddress(host, port, password, database));
    }

    private static string ReadNamespace(Variables variables)
    {
        var name = variables.Text("SESSION_REDIS_NAMESPACE") ?? DefaultNamespace;
        if (name.Length > NamespaceCharactersMax || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or ':'))
        {
            variables.Refuse($"SESSION_REDIS_NAMESPACE must have at most {NamespaceCharactersMax} letters, digits and _ - . :");
        }

        return name;
    }

    /// <summary>Other deployments of the platform name their environment by the second variable; it decides this default and nothing else.</summary>
    private static bool IsStaging(Variables variables)
    {
        var (own, node) = (variables.Text("ENVIRONMENT"), variables.Text("NODE_ENV"));
        return Staging.Equals(own ?? node, StringComparison.OrdinalIgnoreCase);
    }
}
