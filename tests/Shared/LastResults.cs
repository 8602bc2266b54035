[assembly: AssemblyFixture(typeof(GameSessions.Testing.LastResults))]

namespace GameSessions.Testing;

/// <summary>
/// Keeps a test process alive for a moment after its last test. The Visual Studio adapter of xunit 3.1 takes a process that ends while the results
/// of a test of more than five seconds are still in its pipe for a crash, and loses them.
/// </summary>
public sealed class LastResults : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    public async ValueTask DisposeAsync() => await Task.Delay(Moment);
}
