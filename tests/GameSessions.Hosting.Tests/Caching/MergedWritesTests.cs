using GameSessions.Hosting.Caching;

namespace GameSessions.Hosting.Tests.Caching;

public class MergedWritesTests
{
    private readonly List<string> written = [];
    private readonly Queue<TaskCompletionSource> underWay = [];
    private readonly MergedWrites<string, string> writes;

    public MergedWritesTests() => writes = new MergedWrites<string, string>(
        (key, value) =>
        {
            written.Add($"{key}: {value}");
            underWay.Enqueue(new TaskCompletionSource());
            return underWay.Last().Task;
        },
        (earlier, later) => $"{earlier} {later}");

    [Fact]
    public void What_comes_while_a_write_is_under_way_becomes_one_write_after_it()
    {
        writes.WriteAsync("game", "1").IsCompleted.ShouldBeFalse();
        writes.WriteAsync("game", "2").IsCompleted.ShouldBeTrue();
        _ = writes.WriteAsync("game", "3");
        written.ShouldBe(["game: 1"]);

        underWay.Dequeue().SetResult();
        written.ShouldBe(["game: 1", "game: 2 3"]);
        underWay.Dequeue().SetResult();
        _ = writes.WriteAsync("game", "4");
        written.ShouldBe(["game: 1", "game: 2 3", "game: 4"]);
    }

    [Fact]
    public void Keys_do_not_wait_for_each_other()
    {
        _ = writes.WriteAsync("one", "1");
        _ = writes.WriteAsync("two", "1");
        written.ShouldBe(["one: 1", "two: 1"]);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_its_key_free()
    {
        var failing = writes.WriteAsync("game", "1");
        underWay.Dequeue().SetException(new InvalidOperationException("broken"));
        await Should.ThrowAsync<InvalidOperationException>(failing);
        _ = writes.WriteAsync("game", "2");
        written.ShouldBe(["game: 1", "game: 2"]);
    }

    [Fact]
    public async Task What_came_while_a_write_failed_is_not_held_back_for_ever()
    {
        var failing = writes.WriteAsync("game", "1");
        _ = writes.WriteAsync("game", "2");
        underWay.Dequeue().SetException(new InvalidOperationException("broken"));
        await Should.ThrowAsync<InvalidOperationException>(failing);
        _ = writes.WriteAsync("game", "3");
        written[^1].ShouldBe("game: 3");
    }
}
