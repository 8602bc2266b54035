using System.Globalization;
using System.Text.Json;
using GoLive.Gates;

namespace GoLive.Probes;

/// <summary>Asks a Prometheus that scrapes the servers.</summary>
/// <remarks>https://prometheus.io/docs/prometheus/latest/querying/api/</remarks>
internal sealed class PrometheusMeasurements(HttpClient http, Uri prometheus) : IMeasurements
{
    public string Source => prometheus.ToString();

    public Task LookAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Reading> ReadAsync(Measure measure, TimeSpan window, CancellationToken cancellationToken) => ReadAsync(measure.Query(Durations.Text(window)), cancellationToken);

    /// <param name="query">An expression of at most one sample.</param>
    public async Task<Reading> ReadAsync(string query, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(prometheus, $"/api/v1/query?query={Uri.EscapeDataString(query)}"), cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return Reading.None($"Prometheus answered {(int)answer.StatusCode} to {query}: {text}");
            }

            using var json = JsonDocument.Parse(text);
            var result = json.RootElement.GetProperty("data").GetProperty("result");
            return result.ValueKind == JsonValueKind.Array && result.GetArrayLength() == 1
                ? Reading.Of(ParseNumber(result[0].GetProperty("value")[1].GetString()))
                : Reading.None($"Prometheus has {result.GetArrayLength()} samples for {query}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Reading.None($"Prometheus does not answer: {e.Message}");
        }
    }

    private static double ParseNumber(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
