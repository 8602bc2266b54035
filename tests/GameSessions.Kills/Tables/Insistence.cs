using Gw2Optimizer.RealServer;

namespace GameSessions.Kills.Tables;

/// <summary>Asks one of the servers, any of which may be down just now, until one answers.</summary>
internal sealed class Insistence(IReadOnlyList<Api> servers)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public bool IsOfMany => servers.Count > 1;

    public async Task<T> AskAsync<T>(Func<Api, Task<T>> question, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await question(servers[Random.Shared.Next(servers.Count)]);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException { StatusCode: null or >= System.Net.HttpStatusCode.InternalServerError } or IOException or TaskCanceledException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public Task AskAsync(Func<Api, Task> question, CancellationToken cancellationToken) => AskAsync<bool>(
        async server =>
        {
            await question(server);
            return true;
        },
        cancellationToken);
}
