using GoLive.Gates;

namespace GoLive.Tests.Gates;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("45m", 2_700)]
    [InlineData("1h30m", 5_400)]
    [InlineData("2d", 172_800)]
    public void What_operators_write_is_read_and_written_again(string text, double seconds)
    {
        Durations.Parse(text).TotalSeconds.ShouldBe(seconds);
        Durations.Text(Durations.Parse(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("45")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("5 minutes")]
    public void What_is_no_duration_is_refused(string text) => Should.Throw<FormatException>(() => Durations.Parse(text));
}
