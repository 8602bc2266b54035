using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Server.Web;

/// <summary>How the API writes JSON: snake_case, dictionary keys as they are, nulls told except where a property says otherwise.</summary>
internal static class JsonAnswers
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static IResult Ok<T>(T value) => Results.Json(value, Options);

    public static IResult Created<T>(T value) => Results.Json(value, Options, statusCode: StatusCodes.Status201Created);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
