using System.Security.Cryptography;
using GameSessions.Hosting.Nodes;

namespace Gw2Optimizer.Server.Games;

/// <summary>The operating system's randomness.</summary>
internal sealed class SystemEntropy : IEntropy
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
