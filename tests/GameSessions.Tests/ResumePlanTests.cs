using GameSessions.Resume;

namespace GameSessions.Tests;

public class ResumePlanTests
{
    private const string Epoch = "e1";

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(7, 7, 1)]
    [InlineData(7, 7, 8)]
    public void A_client_at_the_head_is_current_even_where_nothing_is_kept(long position, long head, long oldestKept) =>
        ResumePlan.For(position, Epoch, head, oldestKept, Epoch).ShouldBe(new ResumePlan.Current());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(6, 1)]
    [InlineData(4, 5)]
    public void A_client_behind_gets_what_it_missed(long position, long oldestKept) =>
        ResumePlan.For(position, Epoch, 7, oldestKept, Epoch).ShouldBe(new ResumePlan.Replay(position));

    [Theory]
    [InlineData(3, 5)]
    [InlineData(0, 2)]
    [InlineData(6, 8)]
    public void Where_a_missed_event_is_gone_the_answer_is_a_snapshot(long position, long oldestKept) =>
        ResumePlan.For(position, Epoch, 7, oldestKept, Epoch).ShouldBe(new ResumePlan.Resync(ResumePlan.Pruned));

    [Fact]
    public void A_client_ahead_of_the_log_has_seen_another_log() =>
        ResumePlan.For(8, Epoch, 7, 1, Epoch).ShouldBe(new ResumePlan.Resync(ResumePlan.Forked));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public void Another_epoch_is_another_log_wherever_the_client_stands(long position) =>
        ResumePlan.For(position, "e0", 7, 5, Epoch).ShouldBe(new ResumePlan.Resync(ResumePlan.Forked));

    [Fact]
    public void A_client_that_names_no_epoch_is_believed() =>
        ResumePlan.For(3, clientEpoch: null, 7, 1, Epoch).ShouldBe(new ResumePlan.Replay(3));
}
