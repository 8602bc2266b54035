namespace Gw2Optimizer.Rooms.Tests;

public class RolesTests
{
    [Theory]
    [InlineData("dps", "dps")]
    [InlineData("Condi DPS", "condi_dps")]
    [InlineData("condi-dps", "condi_dps")]
    [InlineData(" Boon-Support ", "boon_support")]
    [InlineData("stab", "stability")]
    [InlineData("HEAL", "healer")]
    [InlineData("boon", "boon_support")]
    [InlineData("boonShare", "boon_support")]
    [InlineData("strips", "strip")]
    public void A_role_has_one_name_however_it_is_written(string written, string role) => Roles.Canonical(written).ShouldBe(role);

    [Theory]
    [InlineData("")]
    [InlineData("carry")]
    [InlineData("condi__dps")]
    [InlineData("dps\0")]
    public void What_is_no_role_has_no_name(string written) => Roles.Canonical(written).ShouldBeNull();

    [Fact]
    public void Every_role_keeps_its_own_name() => Roles.All.ShouldAllBe(role => Roles.Canonical(role) == role);
}
