using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Tests.Advice;

public class OffPeakTests
{
    [Theory]
    [InlineData("22:00", "06:00", "UTC", "2025-11-16T21:59:59Z", false)]
    [InlineData("22:00", "06:00", "UTC", "2025-11-16T22:00:00Z", true)]
    [InlineData("22:00", "06:00", "UTC", "2025-11-16T00:00:00Z", true)]
    [InlineData("22:00", "06:00", "UTC", "2025-11-16T05:59:59Z", true)]
    [InlineData("22:00", "06:00", "UTC", "2025-11-16T06:00:00Z", false)]
    [InlineData("01:00", "02:00", "UTC", "2025-11-16T01:30:00Z", true)]
    [InlineData("01:00", "02:00", "UTC", "2025-11-16T02:00:00Z", false)]
    [InlineData("01:00", "02:00", "America/New_York", "2025-11-16T06:30:00Z", true)]
    [InlineData("01:00", "02:00", "America/New_York", "2025-07-16T05:30:00Z", true)]
    [InlineData("01:00", "01:00", "UTC", "2025-11-16T01:00:00Z", false)]
    public void Hours_begin_with_their_start_end_before_their_end_and_may_wrap_midnight(string start, string end, string zone, string instant, bool isOff) =>
        Read(start, end, zone, out var problems)!.Covers(DateTimeOffset.Parse(instant)).ShouldBe(problems.Count == 0 && isOff);

    [Theory]
    [InlineData("25:00", "06:00", "UTC", "AI_OFF_PEAK_START")]
    [InlineData("22:00", "6", "UTC", "AI_OFF_PEAK_END")]
    [InlineData("22:00", "", "UTC", "AI_OFF_PEAK_END")]
    [InlineData("22:00", "06:00", "Mars/Olympus", "AI_OFF_PEAK_TZ")]
    public void What_is_no_time_or_zone_stops_the_start_and_is_named(string start, string end, string zone, string named)
    {
        Read(start, end, zone, out var problems);
        problems.ShouldContain(problem => problem.Contains(named));
    }

    private static OffPeakHours? Read(string start, string end, string zone, out IReadOnlyList<string> problems)
    {
        var variables = new Variables(new Dictionary<string, string> { ["AI_OFF_PEAK_START"] = start, ["AI_OFF_PEAK_END"] = end, ["AI_OFF_PEAK_TZ"] = zone });
        problems = variables.Problems;
        return OffPeakHours.Read(variables);
    }
}
