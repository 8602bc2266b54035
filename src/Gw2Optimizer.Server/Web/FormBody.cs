using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Gw2Optimizer.Server.Web;

/// <summary>A request's form (<c>application/x-www-form-urlencoded</c>), or why there is none.</summary>
internal readonly record struct FormBody(FormFields Fields, ApiError? Refusal)
{
    private const string MediaType = "application/x-www-form-urlencoded";
    private const int FieldsMax = 64;

    public static async Task<FormBody> ReadAsync(HttpContext http)
    {
        if (!MediaTypes.Is(http.Request, MediaType))
        {
            return Refused(ApiError.UnsupportedMediaType(MediaType));
        }

        if (await BodyLimit.ReadAsync(http) is not { } bytes)
        {
            return Refused(ApiError.PayloadTooLarge());
        }

        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(bytes.Span)) { ValueCountLimit = FieldsMax };
            return new FormBody(new FormFields(await reader.ReadFormAsync(http.RequestAborted)), Refusal: null);
        }
        catch (InvalidDataException)
        {
            return Refused(ApiError.InvalidBody("The form has too many or too long fields."));
        }
    }

    private static FormBody Refused(ApiError refusal) => new(null!, refusal);
}

/// <summary>The fields of a form; see <see cref="JsonFields"/>.</summary>
internal sealed class FormFields(Dictionary<string, StringValues> values)
{
    private readonly Dictionary<string, string> faults = new(StringComparer.Ordinal);

    public ApiError? Refusal => faults.Count > 0 ? ApiError.Invalid(faults) : null;

    public string RequiredText(string name)
    {
        var text = values.GetValueOrDefault(name).ToString();
        if (text.Length == 0)
        {
            faults.TryAdd(name, "Required.");
        }
        else if (!CleanText.IsClean(text))
        {
            faults.TryAdd(name, CleanText.Fault);
        }

        return text;
    }
}
