using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;

namespace Gw2Optimizer.Combat.Tests.ChatCodes;

public class BuildTemplateLinkTests
{
    // Links that sliekens/gw2sdk (MIT) tests with.
    private const string RifleHammerMechanist = "[&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=]";
    private const string PistolSpearMechanist = "[&DQMGNyY5RioqDw0bhgCGAAsbBwEOGxobCRuJAQAAAAAAAAAAAAAAAAAAAAACNgAJAQA=]";
    private const string PetsOnly = "[&DQQAAAAAAAB5AHkAAAAAAAAAAAAAAAAAAAAAAAEAAQAAAAAAAAAAAAAAAAABIwAA]";
    private const string Overrides = "[&DQQAAAAAAAB5AHkAAAAAAAAAAAAAAAAAAAAAAAEAAQAAAAAAAAAAAAAAAAACMwAjAATo9gAAm/YAAN32AABn9wAA]";
    private const string Renegade = "[&DQkOHQMmPyrcEdwRBhIGEisSKxLUEdQRyhHKEQUEBAIrEtQRBhIGEisS1BEDawA1AAUAAA==]";

    // From the README of Hardstuck's BuildCodes.
    private const string Vindicator = "[&DQkAAAAARQDcEdwRAAAAACsSAADUEQAAAAAAAAQCAwDUESsSAAAAAAAAAAA=]";

    private static GameCatalogue Game => GameCatalogue.Shipped;

    public static TheoryData<int> EliteSpecializations => [.. Game.Specializations.Where(line => line.IsElite).Select(line => line.Id)];

    [Theory]
    [InlineData(RifleHammerMechanist)]
    [InlineData(PistolSpearMechanist)]
    [InlineData(PetsOnly)]
    [InlineData(Overrides)]
    [InlineData(Renegade)]
    [InlineData(Vindicator)]
    public void A_recorded_link_is_written_as_it_was_read(string link)
    {
        BuildTemplateLink.Write(Read(link), Game).ShouldBe(link);
    }

    [Theory]
    [MemberData(nameof(EliteSpecializations))]
    public void Every_elite_specialization_comes_back_whole(int id)
    {
        var elite = Game.Specializations.Get(id);
        var template = RandomTemplates.Of(new(id), Game.Professions.Get(elite.Profession), elite);

        var link = BuildTemplateLink.Write(template, Game);

        link.ShouldStartWith("[&DQ");
        Read(link).ShouldBe(template);
        Read(link).Lines[2].ChosenTraits(Game).ShouldBe(elite.MajorTraits.Where(trait => template.Lines[2].ChosenTraits(Game).Contains(trait)));
        BuildTemplateLink.Write(Read(link), Game).ShouldBe(link);
    }

    [Fact]
    public void A_thousand_random_templates_come_back_whole()
    {
        var links = new HashSet<string>();
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var profession = Game.Professions[random.Next(Game.Professions.Count)];
            var template = RandomTemplates.Of(random, profession, elite: null);

            var link = BuildTemplateLink.Write(template, Game);

            var read = BuildTemplateLink.Read(link, Game);
            read.Refusal.ShouldBeNull($"seed {seed}");
            read.Value.ShouldBe(template, $"seed {seed}");
            BuildTemplateLink.Write(read.Value!, Game).ShouldBe(link, $"seed {seed}");
            links.Add(link);
        }
        links.Count.ShouldBe(1000);
    }

    [Fact]
    public void A_mechanist_is_read_number_by_number()
    {
        var template = Read(RifleHammerMechanist);

        Game.Professions.Get(template.Profession).Name.ShouldBe("Engineer");
        template.Lines.ShouldBe([new(6, 3, 2, 3), new(38, 3, 3, 2), new(70, 2, 3, 1)]);
        template.Land.ShouldBe(new SkillBar(3882, 134, 6938, 6928, 6921));
        template.Water.ShouldBe(new SkillBar(3882, 134, 405, 263, 393));
        template.Weapons!.Codes.Select(code => Game.Weapons.Single(weapon => weapon.Code == code).Name).ShouldBe(["Rifle", "Hammer"]);
        template.Weapons.SkillOverrides.ShouldBeEmpty();
        template.Pets.ShouldBeEmpty();
        template.Legends.ShouldBeNull();
    }

    [Fact]
    public void The_chosen_traits_are_those_at_the_chosen_places()
    {
        var mechanist = Read(RifleHammerMechanist).Lines[2];
        var majors = Game.Specializations.Get("Mechanist").MajorTraits;

        mechanist.ChosenTraits(Game).ShouldBe([majors[1], majors[5], majors[6]]);
        TemplateTraits.Line(Game.Specializations.Get("Mechanist"), mechanist.ChosenTraits(Game)).ShouldBe(mechanist);
    }

    [Fact]
    public void A_ranger_keeps_pets_weapons_and_overrides()
    {
        var template = Read(Overrides);

        template.Pets.ShouldBe([1, 0, 1, 0]);
        template.Weapons!.Codes.ShouldBe([51, 35]);
        template.Weapons.SkillOverrides.ShouldBe([63208u, 63131u, 63197u, 63335u]);
    }

    [Fact]
    public void A_revenant_keeps_legends_and_the_skills_of_the_inactive_ones()
    {
        var legends = Read(Renegade).Legends.ShouldNotBeNull();

        (legends.LandActive, legends.LandInactive, legends.WaterActive, legends.WaterInactive).ShouldBe(((byte)5, (byte)4, (byte)4, (byte)2));
        legends.InactiveLand.ShouldBe([4651, 4564, 4614]);
        legends.InactiveWater.ShouldBe([4614, 4651, 4564]);
    }

    [Fact]
    public void A_revenants_skills_are_those_of_the_legend_that_is_active()
    {
        var template = Read(Renegade);

        Names(template.LandSkills(Game)).ShouldBe(["Breakrazor's Bastion", "Razorclaw's Rage", "Icerazor's Ire", "Darkrazor's Daring", "Soulcleave's Summit"]);
        Names(template.WaterSkills(Game)).ShouldBe(["Empowering Misery", "Pain Absorption", "Banish Enchantment", "Call to Anguish", "Embrace the Darkness"]);
        (template with { Legends = template.Legends! with { LandActive = 17 } }).LandSkills(Game).ShouldBe(template.LandSkills(Game));
        (template with { Legends = template.Legends! with { LandActive = 99 } }).LandSkills(Game).ShouldAllBe(skill => skill == null);
    }

    [Fact]
    public void Every_skill_with_a_palette_comes_back_from_it()
    {
        foreach (var profession in Game.Professions)
        {
            foreach (var skill in Game.Palettes.Skills)
            {
                if (Game.Palettes.Palette(profession.Id, skill) is not { } palette) continue;
                var legend = Game.Legends.FirstOrDefault(legend => legend.Utilities.Append(legend.Heal).Append(legend.Elite).Contains(skill));
                Game.Palettes.Skill(profession.Id, palette, legend?.Id ?? 0).ShouldBe(skill);
            }
        }
    }

    [Fact]
    public void A_link_of_the_older_kind_ends_before_weapons_and_stays_so()
    {
        var older = Read(RifleHammerMechanist) with { Weapons = null };

        var link = BuildTemplateLink.Write(older, Game);

        Bytes(link).Length.ShouldBe(44);
        Read(link).Weapons.ShouldBeNull();
        BuildTemplateLink.Write(Read(link), Game).ShouldBe(link);
    }

    [Fact]
    public void Unknown_palettes_pets_weapons_and_overrides_are_kept()
    {
        var ranger = Read(Overrides) with
        {
            Land = new(65_535, 65_534, 1, 0, 12_345),
            Pets = [255, 254, 253, 252],
            Weapons = new([9_999, 65_535], [uint.MaxValue]),
        };

        var link = BuildTemplateLink.Write(ranger, Game);

        Read(link).ShouldBe(ranger);
        Game.Palettes.Skill(ranger.Profession, 65_535).ShouldBeNull();
    }

    [Theory]
    [InlineData("", ChatCodeFault.NotALink)]
    [InlineData("DQMG", ChatCodeFault.NotALink)]
    [InlineData("[&]", ChatCodeFault.NotALink)]
    [InlineData("[&****]", ChatCodeFault.NotALink)]
    [InlineData("[&DQ=]", ChatCodeFault.NotALink)]
    [InlineData("[&AgGqtgAA]", ChatCodeFault.WrongType)]
    [InlineData("[&DQ==]", ChatCodeFault.WrongLength)]
    public void What_is_no_build_template_is_told(string link, ChatCodeFault fault)
    {
        Refusal(link).Fault.ShouldBe(fault);
    }

    [Fact]
    public void Base64_with_bits_to_spare_is_refused()
    {
        Refusal(RifleHammerMechanist.Replace("AAA=", "AAB=", StringComparison.Ordinal)).Fault.ShouldBe(ChatCodeFault.NotALink);
    }

    [Fact]
    public void Every_cut_and_every_longer_link_is_refused()
    {
        foreach (var link in new[] { RifleHammerMechanist, PetsOnly, Overrides, Renegade })
        {
            var bytes = Bytes(link);
            // A link that ends exactly before its weapons is one of the older kind.
            foreach (var length in Enumerable.Range(1, bytes.Length - 1).Where(length => length != 44))
                Refusal(Link(bytes[..length])).Fault.ShouldBe(ChatCodeFault.WrongLength, $"{link} cut to {length}");
            Refusal(Link([.. bytes, 0])).Fault.ShouldBe(ChatCodeFault.WrongLength);
            Refusal(Link([.. bytes, 1, 2, 3, 4])).Fault.ShouldBe(ChatCodeFault.WrongLength);
        }
    }

    // Offset, new value, what is told, and a word that the message must have.
    public static TheoryData<string, int, byte, ChatCodeFault, string> Broken => new()
    {
        { RifleHammerMechanist, 0, 0x02, ChatCodeFault.WrongType, "0x02" },
        { RifleHammerMechanist, 1, 0, ChatCodeFault.UnknownProfession, "0" },
        { RifleHammerMechanist, 1, 10, ChatCodeFault.UnknownProfession, "10" },
        { RifleHammerMechanist, 1, 1, ChatCodeFault.ForeignSpecialization, "Guardian" },
        { RifleHammerMechanist, 2, 38, ChatCodeFault.SpecializationTwice, "Firearms" },
        { RifleHammerMechanist, 2, 70, ChatCodeFault.EliteNotThird, "Mechanist" },
        { RifleHammerMechanist, 2, 4, ChatCodeFault.ForeignSpecialization, "Warrior" },
        { RifleHammerMechanist, 2, 250, ChatCodeFault.UnknownSpecialization, "250" },
        { RifleHammerMechanist, 2, 0, ChatCodeFault.SpareBits, "Line 1" },
        { RifleHammerMechanist, 3, 0x40 | 0x3B, ChatCodeFault.SpareBits, "line 1" },
        { RifleHammerMechanist, 7, 0x80 | 0x1E, ChatCodeFault.SpareBits, "line 3" },
        { RifleHammerMechanist, 30, 1, ChatCodeFault.SpareBits, "reserved" },
        { PetsOnly, 43, 1, ChatCodeFault.SpareBits, "reserved" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_template_is_refused_by_name(string link, int offset, byte value, ChatCodeFault fault, string word)
    {
        var bytes = Bytes(link);
        bytes[offset] = value;

        var refusal = Refusal(Link(bytes));

        refusal.Fault.ShouldBe(fault);
        refusal.Message.ShouldContain(word);
    }

    [Fact]
    public void Random_bytes_are_refused_or_come_back_byte_for_byte()
    {
        var random = new Random(5);
        for (var attempt = 0; attempt < 20_000; attempt++)
        {
            var bytes = Bytes(Renegade);
            for (var change = random.Next(3); change >= 0; change--) bytes[random.Next(1, bytes.Length)] = (byte)random.Next(256);
            var read = BuildTemplateLink.Read(Link(bytes), Game);
            if (read.Value is { } template) BuildTemplateLink.Write(template, Game).ShouldBe(Link(bytes));
            else read.Refusal.ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_template_that_cannot_be_written_says_why()
    {
        var twice = Read(RifleHammerMechanist) with { Lines = [new(6, 1, 1, 1), new(6, 1, 1, 1), TraitLine.Empty] };
        var four = Read(RifleHammerMechanist) with { Lines = [new(6, 4, 1, 1), TraitLine.Empty, TraitLine.Empty] };
        var pets = Read(RifleHammerMechanist) with { Pets = [1, 2, 3, 4] };

        Should.Throw<ArgumentException>(() => BuildTemplateLink.Write(twice, Game)).Message.ShouldContain("Explosives");
        BuildTemplateLink.Check(four, Game)!.Fault.ShouldBe(ChatCodeFault.OutOfRange);
        BuildTemplateLink.Check(pets, Game)!.Fault.ShouldBe(ChatCodeFault.OutOfRange);
        BuildTemplateLink.Check(twice with { Lines = [] }, Game)!.Fault.ShouldBe(ChatCodeFault.OutOfRange);
    }

    private static IEnumerable<string> Names(IEnumerable<int?> skills) => skills.Select(skill => Game.Skills.Get(skill.ShouldNotBeNull()).Name);

    private static BuildTemplate Read(string link)
    {
        var read = BuildTemplateLink.Read(link, Game);
        read.Refusal.ShouldBeNull();
        return read.Value.ShouldNotBeNull();
    }

    private static ChatCodeRefusal Refusal(string link)
    {
        var read = BuildTemplateLink.Read(link, Game);
        read.Value.ShouldBeNull();
        return read.Refusal.ShouldNotBeNull();
    }

    private static byte[] Bytes(string link) => Convert.FromBase64String(link[2..^1]);

    private static string Link(byte[] bytes) => $"[&{Convert.ToBase64String(bytes)}]";
}
