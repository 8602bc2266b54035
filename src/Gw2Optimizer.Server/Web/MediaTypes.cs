using Microsoft.Net.Http.Headers;

namespace Gw2Optimizer.Server.Web;

internal static class MediaTypes
{
    /// <summary>Whether the body is said to be of this type, in UTF-8 where a charset is named at all.</summary>
    public static bool Is(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
