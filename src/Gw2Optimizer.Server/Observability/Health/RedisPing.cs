using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using GameSessions.Storage.Redis;

namespace Gw2Optimizer.Server.Observability.Health;

/// <summary>Asks a Redis for a PONG on a connection of its own, so that the answer does not wait behind anybody's work.</summary>
internal static class RedisPing
{
    /// <exception cref="IOException">It does not answer, or not as it should; the message says which.</exception>
    public static async Task AskAsync(RedisAddress address, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellation);
            await using var stream = await OpenAsync(client, address, cancellation);
            using var answers = new StreamReader(stream, Encoding.ASCII);
            foreach (var command in Commands(address))
            {
                await stream.WriteAsync(Encode(command), cancellation);
                var answer = await answers.ReadLineAsync(cancellation) ?? "nothing";
                if (!answer.StartsWith('+'))
                {
                    throw new IOException($"{address} answers {command[0]} with {answer.TrimStart('-')}.");
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            throw new IOException($"{address} does not answer: {e.Message}", e);
        }
    }

    private static IEnumerable<string[]> Commands(RedisAddress address)
    {
        if (address.Password is { } password)
        {
            yield return ["AUTH", password];
        }

        yield return ["SELECT", $"{address.Database}"];
        yield return ["PING"];
    }

    private static async Task<Stream> OpenAsync(TcpClient client, RedisAddress address, CancellationToken cancellation)
    {
        if (!address.UsesTls)
        {
            return client.GetStream();
        }

        var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellation);
        return secure;
    }

    private static byte[] Encode(string[] command) =>
        Encoding.UTF8.GetBytes($"*{command.Length}\r\n{string.Concat(command.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"))}");
}
