namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>Clocks agree within 50 ms.</summary>
public static class Near
{
    public static void ShouldBeNear(this long actualMs, long expectedMs) => actualMs.ShouldBeInRange(expectedMs - 50, expectedMs + 50);
}
