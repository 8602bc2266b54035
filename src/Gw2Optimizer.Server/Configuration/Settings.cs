using System.Net;
using GameSessions.Storage.Redis;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Observability.Logs;
using Gw2Optimizer.Server.Observability.Sentry;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>Everything that the operator decides, read once at the start; see <c>.env.production.example</c>.</summary>
internal sealed record Settings
{
    public required DeploymentEnvironment Environment { get; init; }

    public required string DataFolder { get; init; }

    public required DatabaseTarget Database { get; init; }

    public required RedisAddress? Redis { get; init; }

    /// <summary>Null: one is generated and kept in the data folder.</summary>
    public required string? SecretKey { get; init; }

    /// <summary>Keys that no longer sign but still verify.</summary>
    public required IReadOnlyList<string> OldSecretKeys { get; init; }

    public required IPAddress Bind { get; init; }

    public required int Port { get; init; }

    public required int WebPort { get; init; }

    public required TimeSpan AccessTokenLife { get; init; }

    public required TimeSpan RefreshTokenLife { get; init; }

    public required TimeSpan LoginLock { get; init; }

    public required bool SecureCookies { get; init; }

    public required SameSiteMode SameSiteCookies { get; init; }

    public required IReadOnlyList<string> CorsOrigins { get; init; }

    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    public required WindowLimits GeneralLimits { get; init; }

    public required WindowLimits AuthLimits { get; init; }

    public required WindowLimits AiLimits { get; init; }

    public required LogFormat LogFormat { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required string? LogFile { get; init; }

    public required string? MetricsToken { get; init; }

    public required ModelSettings Model { get; init; }

    /// <summary>Null: no error is reported.</summary>
    public required SentryDsn? Sentry { get; init; }

    public required SecretRotation Rotation { get; init; }

    public required GameSessions.Hosting.SessionOptions Sessions { get; init; }

    public required SessionCacheSettings SessionCache { get; init; }

    /// <summary>Every Redis that something is configured for.</summary>
    public IReadOnlyList<RedisAddress> RedisServers => [.. new[] { Redis, SessionCache.Redis }.OfType<RedisAddress>().Distinct()];

    public bool IsProduction => Environment is DeploymentEnvironment.Production;
}
