using System.Net;
using System.Net.Sockets;

namespace RealStores;

/// <summary>Ports for servers that tests start.</summary>
public static class Ports
{
    // Below those that the system gives to outgoing connections (32768 and up on Linux): one of these would take a port between its choice and its use.
    private const int Least = 20_000;
    private const int End = 32_000;

    /// <summary>A port of the loopback that nobody listens on now.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(Least, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
