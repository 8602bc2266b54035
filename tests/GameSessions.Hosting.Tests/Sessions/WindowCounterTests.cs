using GameSessions.Hosting.Sessions;
using GameSessions.Testing;

namespace GameSessions.Hosting.Tests.Sessions;

public class WindowCounterTests
{
    private readonly ManualTimeProvider time = new();
    private readonly WindowCounter<string> counter;

    public WindowCounterTests() => counter = new WindowCounter<string>(TimeSpan.FromSeconds(1), limit: 2, time);

    [Fact]
    public void Each_key_has_its_own_count()
    {
        counter.TryCount("ann").ShouldBeTrue();
        counter.TryCount("ann").ShouldBeTrue();
        counter.TryCount("ann").ShouldBeFalse();
        counter.TryCount("bob").ShouldBeTrue();
    }

    [Fact]
    public void Counts_are_forgotten_when_the_window_ends_and_not_before()
    {
        counter.TryCount("ann");
        counter.TryCount("ann");
        time.AdvanceMs(999);
        counter.TryCount("ann").ShouldBeFalse();
        time.AdvanceMs(1);
        counter.TryCount("ann").ShouldBeTrue();
    }

    [Fact]
    public void A_window_begins_with_the_first_try_in_it()
    {
        time.AdvanceMs(900);
        counter.TryCount("ann");
        counter.TryCount("ann");
        time.AdvanceMs(200);
        counter.TryCount("ann").ShouldBeFalse();
    }
}
