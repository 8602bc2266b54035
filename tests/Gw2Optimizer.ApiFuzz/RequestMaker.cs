using System.Net.Http.Headers;
using System.Text;

namespace Gw2Optimizer.ApiFuzz;

/// <summary>Makes a request for a route: as described, a little wrong, or not at all as described.</summary>
internal sealed class RequestMaker(SimRandom random, KnownIds ids, IReadOnlyList<string> tokens)
{
    private const int BodyBytesMax = 1_048_576;

    private static readonly string[] Segments = ["%00", "%2e%2e", "%ff%fe", "..%2f", "x", "%F0%9F%98%80", "-1", "0", "null", "%25", "a%20b", ";", "%0d%0aX-Evil:1"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"];
    private static readonly string[] MediaTypes = ["application/json", "application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "*/*", "application/xml"];

    private readonly Values values = new(random, ids);

    public HttpRequestMessage Make(Operation operation)
    {
        var method = random.Chance(0.03) ? Methods[random.Next(Methods.Length)] : operation.Method;
        var request = new HttpRequestMessage(new HttpMethod(method), PathOf(operation)) { Content = ContentOf(operation) };
        if (random.Chance(0.9))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", random.Chance(0.95) ? tokens[random.Next(tokens.Count)] : "rubbish.rubbish.rubbish");
        }

        foreach (var (name, value) in OddHeaders())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private IEnumerable<(string Name, string Value)> OddHeaders()
    {
        if (random.Chance(0.05))
        {
            yield return ("X-Request-ID", random.Chance(0.5) ? $"fuzz-{random.Next()}" : "bad id;\u00e9");
        }

        if (random.Chance(0.03))
        {
            yield return ("Origin", random.Chance(0.5) ? "https://evil.example" : "null");
        }

        if (random.Chance(0.03))
        {
            yield return ("Cookie", $"access_token={tokens[random.Next(tokens.Count)]}; refresh_token=x; =; a");
        }

        if (random.Chance(0.02))
        {
            yield return ("X-Forwarded-For", "203.0.113.1, not-an-address, ::1");
        }

        if (random.Chance(0.02))
        {
            yield return ("Accept", "image/png");
        }

        if (random.Chance(0.02))
        {
            yield return ("If-None-Match", "\"x\", *, W/");
        }

        if (random.Chance(0.02))
        {
            yield return ("Range", "bytes=5-1");
        }
    }

    private Uri PathOf(Operation operation)
    {
        var path = new StringBuilder();
        foreach (var part in operation.Path.Split('{'))
        {
            var end = part.IndexOf('}', StringComparison.Ordinal);
            path.Append(end < 0 ? part : Segment() + part[(end + 1)..]);
        }

        var query = operation.Query.Where(_ => random.Chance(0.6))
            .Select(one => $"{one.Name}={Uri.EscapeDataString(Plain(random.Chance(0.6) ? values.Fitting(one.Schema) : values.Any()))}").ToList();
        if (random.Chance(0.02))
        {
            query.Add("%zz=%&&==;a[]=1");
        }

        return new Uri(query.Count == 0 ? path.ToString() : $"{path}?{string.Join('&', query)}", UriKind.Relative);
    }

    private string Segment() => random.Chance(0.85) ? ids.Any(random) : random.Chance(0.1) ? new string('a', random.Next(3_000)) : Segments[random.Next(Segments.Length)];

    private ByteArrayContent? ContentOf(Operation operation)
    {
        if (operation.Body is not { } shape)
        {
            return random.Chance(0.03) ? Content(Encoding.UTF8.GetBytes("{}"), "application/json") : null;
        }

        if (random.Chance(0.03))
        {
            return null;
        }

        var body = JsonNode.Parse(shape.Example.GetRawText())!.AsObject();
        switch (random.Next(4))
        {
            case 0:
                break;
            case 1:
                body = values.Fitting(shape.Schema)!.AsObject();
                break;
            default:
                Spoil(body);
                break;
        }

        var text = shape.IsForm ? Form(body) : Json(body);
        var media = random.Chance(0.03) ? MediaTypes[random.Next(MediaTypes.Length)] : shape.MediaType;
        return Content(random.Chance(0.1) ? SpoilBytes(text) : text, media);
    }

    /// <summary>One to three of its fields, somewhere inside, become something else or vanish; sometimes one is added.</summary>
    private void Spoil(JsonObject body)
    {
        for (var left = random.Between(1, 3); left > 0; left--)
        {
            var place = body;
            while (random.Chance(0.5) && place.Select(field => field.Value).Concat(place.SelectMany(field => field.Value as JsonArray ?? [])).OfType<JsonObject>().FirstOrDefault() is { } inner)
            {
                place = inner;
            }

            if (place.Count == 0 || random.Chance(0.05))
            {
                place["unknown"] = values.Any();
                continue;
            }

            var name = place.ElementAt(random.Next(place.Count)).Key;
            if (random.Chance(0.2))
            {
                place.Remove(name);
            }
            else
            {
                place[name] = place[name] is JsonArray && random.Chance(0.3) ? new JsonArray([.. Enumerable.Range(0, random.Next(300)).Select(_ => values.Any())]) : values.Any();
            }
        }
    }

    private byte[] SpoilBytes(byte[] text) => random.Next(8) switch
    {
        0 => text[..random.Next(text.Length + 1)],
        1 => [.. text, .. " x"u8],
        2 => [.. text.Select(one => random.Chance(0.02) ? (byte)random.Next(256) : one)],
        3 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))),
        4 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 70)) + string.Concat(Enumerable.Repeat("]", 70))),
        5 => "null"u8.ToArray(),
        6 => [],
        _ => random.Chance(0.05) ? new byte[BodyBytesMax + random.Next(2)] : "[]"u8.ToArray(),
    };

    /// <remarks>Half a surrogate pair has no UTF-8; as an escape it is JSON that a reader has to meet.</remarks>
    private static byte[] Json(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    private static byte[] Form(JsonObject body) => Encoding.UTF8.GetBytes(string.Join('&', body.Select(field => $"{field.Key}={Escape(Plain(field.Value))}")));

    private static string Escape(string text)
    {
        try
        {
            return Uri.EscapeDataString(text);
        }
        catch (UriFormatException)
        {
            return "%ED%A0%80";
        }
    }

    private static string Plain(JsonNode? value) => value is JsonValue one && one.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    private static ByteArrayContent Content(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }
}
