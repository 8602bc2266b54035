using GameSessions.Clocks;

namespace GameSessions.Tests;

public class TimeControlTests
{
    [Theory]
    [InlineData("blitz", 180_000, 0)]
    [InlineData("normal", 600_000, 1_000)]
    [InlineData("long", 1_200_000, 2_000)]
    public void The_presets_are_what_players_know(string preset, int totalMs, int incrementMs) =>
        TimeControl.FromPreset(preset).ShouldBe(new TimeControl(preset, totalMs, incrementMs, DelayMs: 0));

    [Theory]
    [InlineData("custom")]
    [InlineData("Blitz")]
    [InlineData("")]
    public void There_are_no_other_presets(string preset) => TimeControl.FromPreset(preset).ShouldBeNull();

    [Theory]
    [InlineData(1_000, 0, 0, true)]
    [InlineData(10_800_000, 60_000, 60_000, true)]
    [InlineData(999, 0, 0, false)]
    [InlineData(10_800_001, 0, 0, false)]
    [InlineData(1_000, -1, 0, false)]
    [InlineData(1_000, 60_001, 0, false)]
    [InlineData(1_000, 0, -1, false)]
    [InlineData(1_000, 0, 60_001, false)]
    public void A_custom_control_keeps_to_its_ranges(int totalMs, int incrementMs, int delayMs, bool valid) =>
        TimeControl.Custom(totalMs, incrementMs, delayMs).ShouldBe(valid ? new TimeControl("custom", totalMs, incrementMs, delayMs) : null);
}
