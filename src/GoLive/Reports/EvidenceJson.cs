using System.Text.Encodings.Web;
using System.Text.Json;

namespace GoLive.Reports;

/// <summary>How evidence is written: for people too.</summary>
internal static class EvidenceJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
