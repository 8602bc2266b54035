using System.Net.Http.Headers;

namespace GoLive.Probes;

/// <summary>Reads <c>/metrics</c> of every server.</summary>
/// <param name="token">What <c>METRICS_TOKEN</c> asks for; null where it asks for nothing.</param>
internal sealed class MetricsScraper(HttpClient http, IReadOnlyList<Uri> servers, string? token, TimeProvider time)
{
    public IReadOnlyList<Uri> Servers => servers;

    /// <exception cref="HttpRequestException">A server does not answer with its metrics.</exception>
    /// <exception cref="FormatException">A server answered something else.</exception>
    public async Task<Scrape> ScrapeAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<Series, double>();
        foreach (var server in servers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, server);
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"{server} answered {(int)answer.StatusCode}", inner: null, answer.StatusCode);
            }

            foreach (var sample in Exposition.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)))
            {
                values[new Series(server.Authority, sample.Metric, sample.Labels)] = sample.Value;
            }
        }

        return new Scrape(time.GetElapsedTime(startingTimestamp: 0), time.GetUtcNow(), values);
    }
}
