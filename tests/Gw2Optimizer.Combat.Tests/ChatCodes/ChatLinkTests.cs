using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;

namespace Gw2Optimizer.Combat.Tests.ChatCodes;

public class ChatLinkTests
{
    private static GameCatalogue Game => GameCatalogue.Shipped;

    // Links as the API gives them with the items 24836 (Superior Rune of the Scholar), 37131 and 89461.
    [Theory]
    [InlineData("[&AgEEYQAA]", 24836)]
    [InlineData("[&AgELkQAA]", 37131)]
    [InlineData("[&AgF1XQEA]", 89461)]
    public void An_item_link_is_read(string link, int id)
    {
        Read(link).ShouldBeOfType<ChatLink.Item>().ShouldSatisfyAllConditions(
            item => item.Id.ShouldBe(id),
            item => item.Count.ShouldBe(1),
            item => item.Skin.ShouldBeNull(),
            item => item.Upgrades.ShouldBeEmpty());
    }

    [Fact]
    public void An_item_link_tells_count_skin_and_both_upgrades()
    {
        byte[] bytes = [0x02, 250, 0x7D, 0x86, 0x01, 0xE0, 0x58, 0x02, 0, 0, 0x04, 0x61, 0, 0, 0xEA, 0x5F, 0, 0];

        var item = Read($"[&{Convert.ToBase64String(bytes)}]").ShouldBeOfType<ChatLink.Item>();

        (item.Id, item.Count, item.Skin).ShouldBe((99_965, 250, 600));
        item.Upgrades.ShouldBe([24836, 24554]);
    }

    [Fact]
    public void Skill_and_trait_links_are_read()
    {
        Read("[&BqU1AAA=]").ShouldBe(new ChatLink.Skill(13733));
        Read("[&BxsWAAA=]").ShouldBe(new ChatLink.Trait(5659));
    }

    [Fact]
    public void A_build_template_is_one_of_the_links()
    {
        Read("[&DQQAAAAAAAB5AHkAAAAAAAAAAAAAAAAAAAAAAAEAAQAAAAAAAAAAAAAAAAABIwAA]").ShouldBeOfType<ChatLink.Build>().Template.Profession.ShouldBe(4);
    }

    [Fact]
    public void Another_link_keeps_its_type_and_content()
    {
        var coin = Read("[&AdsnAAA=]").ShouldBeOfType<ChatLink.Other>();

        coin.Type.ShouldBe((byte)1);
        coin.Content.ShouldBe([0xDB, 0x27, 0, 0]);
    }

    [Theory]
    [InlineData(new byte[] { 2, 1, 4, 0x61, 0 }, ChatCodeFault.WrongLength)]
    [InlineData(new byte[] { 2, 1, 4, 0x61, 0, 0, 0 }, ChatCodeFault.WrongLength)]
    [InlineData(new byte[] { 2, 1, 4, 0x61, 0, 0x40 }, ChatCodeFault.WrongLength)]
    [InlineData(new byte[] { 2, 1, 4, 0x61, 0, 0x01 }, ChatCodeFault.SpareBits)]
    [InlineData(new byte[] { 2, 1, 4, 0x61, 0, 0x40, 1, 2, 3, 4 }, ChatCodeFault.SpareBits)]
    [InlineData(new byte[] { 6, 1, 2, 3 }, ChatCodeFault.WrongLength)]
    [InlineData(new byte[] { 6, 1, 2, 3, 4 }, ChatCodeFault.SpareBits)]
    public void A_malformed_link_is_told(byte[] bytes, ChatCodeFault fault)
    {
        ChatLink.Read($"[&{Convert.ToBase64String(bytes)}]", Game).Refusal.ShouldNotBeNull().Fault.ShouldBe(fault);
    }

    private static ChatLink Read(string link)
    {
        var read = ChatLink.Read(link, Game);
        read.Refusal.ShouldBeNull();
        return read.Value.ShouldNotBeNull();
    }
}
