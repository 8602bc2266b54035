using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Gw2Optimizer.Server.Web;

/// <summary>The size a request's body may have, and the one way to read it.</summary>
internal static class BodyLimit
{
    /// <summary>1 MiB, inclusive.</summary>
    public const int BodyBytesMax = 1_048_576;

    /// <summary>Refuses a body that says itself that it is too large, before anything else looks at the request.</summary>
    public static void UseBodyLimit(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.ContentLength is not > BodyBytesMax)
        {
            return next(http);
        }

        LetKestrelDrain(http);
        return ApiError.PayloadTooLarge().ExecuteAsync(http);
    });

    /// <summary>The whole body, or null where it is larger than <see cref="BodyBytesMax"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        LetKestrelDrain(http);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > BodyBytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <remarks>
    /// Kestrel's own limit closes the connection at once, which can take the answer with it while the client still sends. Without it
    /// Kestrel answers, reads on for a few seconds to be polite, and closes.
    /// </remarks>
    private static void LetKestrelDrain(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }
}
