using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Tests.Contracts;

public abstract class FlagContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    [Fact]
    public async Task What_nobody_changed_is_not_there() => (await Store.Flags.FindReadThroughAsync()).ShouldBeNull();

    [Fact]
    public async Task The_last_change_stands()
    {
        await Store.Flags.SaveReadThroughAsync(new ReadThrough(Enabled: true, 15));
        (await Store.Flags.FindReadThroughAsync()).ShouldBe(new ReadThrough(Enabled: true, 15));
        await Store.Flags.SaveReadThroughAsync(new ReadThrough(Enabled: false, 0));
        (await Store.Flags.FindReadThroughAsync()).ShouldBe(new ReadThrough(Enabled: false, 0));
    }
}
