using System.Text.Json;
using System.Text.Unicode;

namespace Gw2Optimizer.Server.Web;

/// <summary>A request's JSON object, or why there is none: 413, 415, 400 for what is no JSON, 422 for what is no object.</summary>
internal readonly record struct JsonBody(JsonFields Fields, ApiError? Refusal)
{
    /// <summary>Arrays and objects in each other.</summary>
    public const int DepthMax = 64;

    private const string MediaType = "application/json";

    public static async Task<JsonBody> ReadAsync(HttpContext http)
    {
        if (!MediaTypes.Is(http.Request, MediaType))
        {
            return Refused(ApiError.UnsupportedMediaType(MediaType));
        }

        return await BodyLimit.ReadAsync(http) is { } bytes ? Parse(bytes) : Refused(ApiError.PayloadTooLarge());
    }

    /// <summary>Like <see cref="ReadAsync"/>, for calls whose body may be absent: none at all counts as <c>{}</c>.</summary>
    public static async Task<JsonBody> ReadOptionalAsync(HttpContext http)
    {
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count == 0))
        {
            return Parse("{}"u8.ToArray());
        }

        return await ReadAsync(http);
    }

    internal static JsonBody Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Refused(ApiError.InvalidBody("A JSON object is required."));
        }

        // The reader takes bytes inside strings as they come, so broken UTF-8 has to be found first.
        if (!Utf8.IsValid(bytes.Span))
        {
            return Refused(ApiError.MalformedJson("The body is not valid UTF-8."));
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DepthMax });
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? new JsonBody(new JsonFields(document.RootElement.Clone()), Refusal: null)
                : Refused(ApiError.InvalidBody("Must be a JSON object."));
        }
        catch (JsonException)
        {
            return Refused(ApiError.MalformedJson($"The body is no JSON, or is nested deeper than {DepthMax}."));
        }
    }

    private static JsonBody Refused(ApiError refusal) => new(null!, refusal);
}
