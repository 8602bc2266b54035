using System.Net;
using System.Text;
using GoLive.Probes;
using RealStores;

namespace GoLive.Tests.Drill;

/// <summary>Stands before a server's metrics and adds to them, as a system would that is in trouble.</summary>
internal sealed class MetricsDoctor : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient http = new();
    private readonly Uri server;
    private readonly Func<Sample, int, double?> treat;
    private int scrapes;
    private volatile bool isFrozen;

    /// <param name="treat">Of a sample, and how many scrapes there were before: its value, or null where it shall be missing.</param>
    public MetricsDoctor(Uri server, Func<Sample, int, double?> treat)
    {
        (this.server, this.treat) = (server, treat);
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/metrics");
        listener.Prefixes.Add($"{Address.GetLeftPart(UriPartial.Authority)}/");
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>From now on nothing grows that did not grow by itself.</summary>
    public void Freeze() => isFrozen = true;

    public void Dispose()
    {
        listener.Close();
        http.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                var told = Exposition.Parse(await http.GetStringAsync(new Uri(server, "/metrics")));
                var text = new StringBuilder();
                foreach (var sample in told)
                {
                    if (treat(sample, scrapes) is { } value)
                    {
                        text.Append($"{new Series("", sample.Metric, sample.Labels).Name} {(double.IsPositiveInfinity(value) ? "+Inf" : $"{value:R}")}\n");
                    }
                }

                scrapes += isFrozen ? 0 : 1;
                context.Response.Close(Encoding.UTF8.GetBytes(text.ToString()), willBlock: false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or HttpRequestException)
        {
            // The test is over.
        }
    }
}
