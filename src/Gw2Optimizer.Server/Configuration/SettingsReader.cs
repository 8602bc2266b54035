using System.Collections.Frozen;
using System.Net;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Observability.Logs;
using Gw2Optimizer.Server.Observability.Sentry;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>Turns variables into <see cref="Settings"/>, and names whatever forbids a start.</summary>
internal static class SettingsReader
{
    private const int PortMax = 65_535;
    private const int SecondsADayMax = 86_400;

    private static readonly string[] RequiredInProduction = ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ENVIRONMENT"];

    private static readonly FrozenDictionary<string, DeploymentEnvironment> Environments =
        Enum.GetValues<DeploymentEnvironment>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, SameSiteMode> SameSiteModes = new Dictionary<string, SameSiteMode>
    {
        ["strict"] = SameSiteMode.Strict,
        ["lax"] = SameSiteMode.Lax,
        ["none"] = SameSiteMode.None,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, LogFormat> LogFormats = new Dictionary<string, LogFormat>
    {
        ["logfmt"] = LogFormat.Logfmt,
        ["json"] = LogFormat.Json,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, LogLevel> LogLevels = new Dictionary<string, LogLevel>
    {
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["warn"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads them all; the result is only to be used while <see cref="Variables.Problems"/> is empty.</summary>
    public static Settings Read(Variables variables)
    {
        var environment = variables.Word("ENVIRONMENT", DeploymentEnvironment.Development, Environments);
        var production = environment is DeploymentEnvironment.Production;
        foreach (var name in RequiredInProduction.Where(name => variables.Text(name) is null && production))
        {
            variables.Refuse($"{name} is required in production.");
        }

        variables.Text("ENV_FILE");
        var dataFolder = variables.Text("DATA_DIR") ?? "./data";
        var redis = variables.Redis("REDIS_URL");
        return new Settings
        {
            Environment = environment,
            DataFolder = dataFolder,
            Database = DatabaseTarget.Read(variables, dataFolder),
            Redis = redis,
            SecretKey = Key(variables),
            OldSecretKeys = OldKeys(variables),
            Bind = Address(variables, production),
            Port = variables.Integer("PORT", 8000, 0, PortMax),
            WebPort = variables.Integer("WEB_PORT", 5173, 0, PortMax),
            AccessTokenLife = TimeSpan.FromMinutes(variables.Integer("ACCESS_TOKEN_EXPIRE_MINUTES", 30, 1, 1_440)),
            RefreshTokenLife = TimeSpan.FromDays(variables.Integer("REFRESH_TOKEN_EXPIRE_DAYS", 7, 1, 365)),
            LoginLock = TimeSpan.FromSeconds(variables.Integer("LOGIN_LOCK_SECONDS", 900, 1, SecondsADayMax)),
            SecureCookies = variables.Switch("SECURE_COOKIES", production),
            SameSiteCookies = variables.Word("SAMESITE_COOKIES", SameSiteMode.Strict, SameSiteModes),
            CorsOrigins = Origins(variables, production),
            TrustedProxies = Networks(variables),
            GeneralLimits = WindowLimits.Read(variables, "", 100, 2000),
            AuthLimits = WindowLimits.Read(variables, "AUTH_", 10, 50),
            AiLimits = WindowLimits.Read(variables, "AI_", 30, 500),
            LogFormat = variables.Word("LOG_FORMAT", LogFormat.Logfmt, LogFormats),
            LogLevel = variables.Word("LOG_LEVEL", LogLevel.Information, LogLevels),
            LogFile = variables.Text("LOG_FILE"),
            MetricsToken = variables.Text("METRICS_TOKEN"),
            Model = ModelSettings.Read(variables),
            Sentry = Sentry(variables),
            Rotation = SecretRotation.Read(variables),
            Sessions = SessionSettings.Read(variables),
            SessionCache = SessionCacheSettings.Read(variables, redis),
        };
    }

    private static string? Key(Variables variables)
    {
        var key = variables.Text("SECRET_KEY");
        if (key is not null && SecretKeyRules.Fault(key) is { } fault)
        {
            variables.Refuse($"SECRET_KEY {fault}.");
        }

        return key;
    }

    private static IReadOnlyList<string> OldKeys(Variables variables)
    {
        var keys = variables.Words("OLD_SECRET_KEYS");
        foreach (var fault in keys.Select(SecretKeyRules.Fault).OfType<string>().Distinct())
        {
            variables.Refuse($"OLD_SECRET_KEYS: each key {fault}.");
        }

        return keys;
    }

    private static SentryDsn? Sentry(Variables variables)
    {
        if (variables.Text("SENTRY_DSN") is not { } text)
        {
            return null;
        }

        if (!SentryDsn.TryParse(text, out var dsn))
        {
            variables.Refuse("SENTRY_DSN must be of the form https://KEY@host/PROJECT.");
        }

        return dsn;
    }

    private static IPAddress Address(Variables variables, bool production)
    {
        var text = variables.Text("BIND");
        if (text is null)
        {
            return production ? IPAddress.IPv6Any : IPAddress.Loopback;
        }

        if (text is "*")
        {
            return IPAddress.IPv6Any;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        variables.Refuse("BIND must be an address, such as 127.0.0.1, or * for all.");
        return IPAddress.Loopback;
    }

    private static IReadOnlyList<string> Origins(Variables variables, bool production)
    {
        var origins = variables.Words("CORS_ORIGINS");
        foreach (var origin in origins)
        {
            if (origin is "*" ? production : !IsOrigin(origin))
            {
                variables.Refuse($"CORS_ORIGINS: {origin} is not an origin such as https://example.org" + (production ? "; * is refused in production." : "."));
            }
        }

        return [.. origins.Select(origin => origin.TrimEnd('/'))];
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath is "/" && uri.Query.Length == 0;

    private static List<IPNetwork> Networks(Variables variables)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in variables.Words("TRUSTED_PROXIES"))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                variables.Refuse($"TRUSTED_PROXIES: {text} is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        return networks;
    }
}
