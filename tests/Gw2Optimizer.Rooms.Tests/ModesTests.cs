namespace Gw2Optimizer.Rooms.Tests;

public class ModesTests
{
    [Theory]
    [InlineData("WvW", "zerg")]
    [InlineData("wvw zerg", "zerg")]
    [InlineData(" Raid-Guild ", "raid_guild")]
    [InlineData("guild", "raid_guild")]
    [InlineData("wvw-outnumber", "raid_guild")]
    [InlineData("wvw_roam", "roaming")]
    [InlineData("raids", "raid")]
    [InlineData("Strikes", "strike")]
    [InlineData("fractals", "fractal")]
    [InlineData("PvE", "open_world")]
    [InlineData("pvp", "spvp")]
    public void A_mode_has_one_name_however_it_is_written(string written, string mode) => Modes.Canonical(written).ShouldBe(mode);

    [Theory]
    [InlineData("")]
    [InlineData("golf")]
    [InlineData("open__world")]
    public void What_is_no_mode_has_no_name(string written) => Modes.Canonical(written).ShouldBeNull();

    [Fact]
    public void Every_mode_keeps_its_own_name() => Modes.All.ShouldAllBe(mode => Modes.Canonical(mode) == mode);
}
