using System.Globalization;

namespace Gw2Optimizer.Api.Bench;

/// <summary>What Kestrel can do on this machine: what it was told is what it answers, and whatever is posted is read and thanked for.</summary>
internal static class BareServer
{
    public static async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        var answer = Array.Empty<byte>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPut("/build", async (HttpRequest request) => answer = await ReadAsync(request));
        app.MapGet("/build", () => Results.Bytes(answer, "application/json"));
        app.MapPost("/build", async (HttpRequest request) =>
        {
            await ReadAsync(request);
            return Results.Bytes(answer, "application/json");
        });
        await app.RunAsync(cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
