using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

internal static class Http
{
    private static readonly HttpClient Shared = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromMinutes(2) };

    public static Task<string> GetAsync(IPEndPoint server, string path) => Shared.GetStringAsync(new Uri($"http://{server}{path}"));

    /// <exception cref="RefusedException">The server answers, and refuses.</exception>
    /// <exception cref="IOException">The server is not there.</exception>
    public static async Task<string> PostAsync(IPEndPoint server, string path, string json)
    {
        try
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await Shared.PostAsync(new Uri($"http://{server}{path}"), content);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : throw new RefusedException($"{path}: {answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
