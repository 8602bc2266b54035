using GameSessions.Hosting.Sessions;

namespace GameSessions.Hosting.Tests.Sessions;

public class FrameLimiterTests
{
    private readonly FrameLimiter limiter = new(perSecond: 50, burst: 100);

    [Fact]
    public void A_burst_is_handled_and_the_next_frame_refused()
    {
        Judge(100, at: 0).ShouldAllBe(verdict => verdict == FrameLimiter.Verdict.Handle);
        limiter.Judge(0).ShouldBe(FrameLimiter.Verdict.Refuse);
    }

    [Fact]
    public void The_bucket_refills_steadily_up_to_the_burst()
    {
        Judge(100, at: 0);
        limiter.Judge(19).ShouldBe(FrameLimiter.Verdict.Refuse);
        limiter.Judge(20).ShouldBe(FrameLimiter.Verdict.Handle);
        limiter.Judge(20).ShouldBe(FrameLimiter.Verdict.Refuse);

        Judge(100, at: 60_000).ShouldAllBe(verdict => verdict == FrameLimiter.Verdict.Handle);
        limiter.Judge(60_000).ShouldBe(FrameLimiter.Verdict.Refuse);
    }

    [Fact]
    public void Too_many_refusals_within_a_second_close_the_socket()
    {
        Judge(100, at: 0);
        Judge(Limits.RefusedFramesPerSecondMax, at: 0).ShouldAllBe(verdict => verdict == FrameLimiter.Verdict.Refuse);
        limiter.Judge(0).ShouldBe(FrameLimiter.Verdict.Close);
    }

    [Fact]
    public void Refusals_of_a_second_ago_are_forgotten()
    {
        Judge(100, at: 0);
        Judge(Limits.RefusedFramesPerSecondMax, at: 0);
        Judge(50, at: 1_000).ShouldAllBe(verdict => verdict == FrameLimiter.Verdict.Handle);
        limiter.Judge(1_000).ShouldBe(FrameLimiter.Verdict.Refuse);
    }

    private List<FrameLimiter.Verdict> Judge(int frames, double at) => [.. Enumerable.Range(0, frames).Select(_ => limiter.Judge(at))];
}
