using System.Diagnostics.CodeAnalysis;

namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>Where events go, as <c>SENTRY_DSN</c> says it: <c>https://KEY@host[/path]/PROJECT</c>.</summary>
/// <remarks>https://develop.sentry.dev/sdk/foundations/transport/authentication/</remarks>
/// <param name="Envelopes">The address that takes envelopes.</param>
/// <param name="Key">The public key. It lets its bearer send events, so it is kept as other secrets are.</param>
internal sealed record SentryDsn(Uri Envelopes, string Key)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out SentryDsn? dsn)
    {
        dsn = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.Query.Length > 0)
        {
            return false;
        }

        // A DSN of old has a second key behind a colon, which nothing asks for any more.
        var key = uri.UserInfo.Split(':')[0];
        var slash = uri.AbsolutePath.LastIndexOf('/');
        var (path, project) = (uri.AbsolutePath[..slash], uri.AbsolutePath[(slash + 1)..]);
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit) || project.Length == 0 || !project.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        dsn = new SentryDsn(new Uri($"{uri.GetLeftPart(UriPartial.Scheme)}{uri.Authority}{path}/api/{project}/envelope/"), key);
        return true;
    }

    public override string ToString() => Envelopes.Host;
}
