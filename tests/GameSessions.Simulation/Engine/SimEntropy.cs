using GameSessions.Hosting.Nodes;

namespace GameSessions.Simulation.Engine;

internal sealed class SimEntropy(SimRandom random) : IEntropy
{
    public void Fill(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Next();
        }
    }
}
