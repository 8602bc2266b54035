namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>Real time has to pass for a server in another process.</summary>
public static class Wait
{
    public static Task ForAsync(TimeSpan time) => Task.Delay(time);

    /// <summary>Asks again and again until it is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan within)
    {
        for (var until = DateTime.UtcNow + within; !await isSo();)
        {
            DateTime.UtcNow.ShouldBeLessThan(until);
            await Task.Delay(20);
        }
    }
}
