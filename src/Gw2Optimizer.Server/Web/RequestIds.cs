using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gw2Optimizer.Server.Web;

/// <summary>The id of a request: the caller's own where it is harmless, else a new one.</summary>
internal static class RequestIds
{
    public const string Header = "X-Request-ID";

    private const int LengthMax = 64;
    private const int RandomBytes = 12;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static string Of(HttpRequest request)
    {
        var given = request.Headers[Header].ToString();
        return given.Length is > 0 and <= LengthMax && !given.AsSpan().ContainsAnyExcept(Allowed)
            ? given
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
    }
}
