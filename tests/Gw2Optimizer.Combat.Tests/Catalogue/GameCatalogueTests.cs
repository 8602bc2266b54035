using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

public class GameCatalogueTests
{
    private static GameCatalogue Game => GameCatalogue.Shipped;

    [Fact]
    public void There_are_nine_professions_and_81_specializations_36_of_them_elite()
    {
        Game.Professions.Count.ShouldBe(9);
        Game.Specializations.Count.ShouldBe(81);
        Game.Specializations.Count(line => line.IsElite).ShouldBe(36);
        Game.Specializations.Count(line => line.Expansion == "VoE").ShouldBe(9);
        Game.Professions.ShouldAllBe(profession => profession.Specializations.Length == 9);
        Game.Professions.Select(profession => profession.Id).ShouldBe(Enumerable.Range(1, 9));
    }

    [Theory]
    [InlineData("Guardian", ArmorWeight.Heavy, 1645, 1271)]
    [InlineData("Warrior", ArmorWeight.Heavy, 9212, 1271)]
    [InlineData("Revenant", ArmorWeight.Heavy, 5922, 1271)]
    [InlineData("Ranger", ArmorWeight.Medium, 5922, 1118)]
    [InlineData("Thief", ArmorWeight.Medium, 1645, 1118)]
    [InlineData("Engineer", ArmorWeight.Medium, 5922, 1118)]
    [InlineData("Elementalist", ArmorWeight.Light, 1645, 967)]
    [InlineData("Mesmer", ArmorWeight.Light, 5922, 967)]
    [InlineData("Necromancer", ArmorWeight.Light, 9212, 967)]
    public void A_profession_has_its_weight_health_and_armour(string name, ArmorWeight weight, int health, int defense)
    {
        var profession = Game.Professions.Get(name);

        (profession.Armor, profession.BaseHealth, profession.Defense).ShouldBe((weight, health, defense));
        var armor = Game.Armor.Single(row => row.Weight == weight);
        armor.Total.ShouldBe(defense);
        armor.Pieces.Values.Sum().ShouldBe(defense);
    }

    [Fact]
    public void Every_specialization_is_as_tabulated()
    {
        foreach (var row in Table.Rows("specializations.json"))
        {
            var line = Game.Specializations.Get(row.GetProperty("id").GetInt32());

            line.Name.ShouldBe(row.GetProperty("name").GetString());
            line.Profession.ShouldBe(row.GetProperty("profession").GetString());
            line.IsElite.ShouldBe(row.GetProperty("elite").GetBoolean());
            line.Expansion.ShouldBe(row.GetProperty("expansion").GetString());
            line.MinorTraits.ShouldBe(row.Ids("minor"));
            line.MajorTraits.ShouldBe(row.Ids("major"));
        }
    }

    [Fact]
    public void Every_trait_that_a_specialization_names_is_recorded_as_its_own()
    {
        foreach (var line in Game.Specializations)
        {
            line.MinorTraits.Length.ShouldBe(3);
            line.MajorTraits.Length.ShouldBe(9);
            for (var place = 0; place < 9; place++)
            {
                var trait = Game.Traits.Get(line.MajorTraits[place]);
                (trait.Specialization, trait.Tier, trait.Slot).ShouldBe((line.Id, (place / 3) + 1, "Major"));
            }
            line.MinorTraits.Select(Game.Traits.Get).ShouldAllBe(trait => trait.Specialization == line.Id && trait.Slot == "Minor");
        }
    }

    [Fact]
    public void Usual_roles_are_roles_of_the_API_with_their_evidence()
    {
        string[] roles = ["dps", "condi_dps", "support", "healer", "boon_support", "stability", "strip", "cleanse", "tank", "utility"];

        Game.Specializations.ShouldAllBe(line => roles.Contains(line.UsualRole));
        Game.Specializations.Select(line => line.Evidence).Distinct().Order().ShouldBe(["A", "B", "C", "none"]);
        Game.Specializations.Get("Firebrand").UsualRole.ShouldBe("stability");
        Game.Specializations.Get("Spellbreaker").UsualRole.ShouldBe("strip");
        Game.Specializations.Get("Druid").UsualRole.ShouldBe("healer");
    }

    [Fact]
    public void Every_weapon_of_a_profession_is_a_weapon_and_its_skills_are_skills()
    {
        foreach (var profession in Game.Professions)
        {
            profession.Weapons.Length.ShouldBeGreaterThan(8);
            foreach (var weapon in profession.Weapons)
            {
                weapon.Hands.ShouldBeSubsetOf(Game.Weapons.Get(weapon.Weapon).Hands, $"{profession.Name} {weapon.Weapon}");
                weapon.Skills.ShouldNotBeEmpty();
                weapon.Skills.ShouldAllBe(slot => Game.Skills.Find(slot.Id) != null);
            }
        }
    }

    [Theory]
    [InlineData("Greatsword", 1100)]
    [InlineData("Rifle", 1150)]
    [InlineData("Axe", 1000)]
    [InlineData("Shield", 900)]
    public void Weapon_strength_is_the_middle_of_its_range(string name, double mid)
    {
        var strength = Game.Weapons.Get(name).Strength.ShouldNotBeNull();

        strength.AscendedMid.ShouldBe(mid);
        ((strength.AscendedMin + strength.AscendedMax) / 2).ShouldBe(mid);
    }

    [Fact]
    public void What_is_not_recorded_of_a_weapon_is_unknown()
    {
        Game.Weapons.Get("Trident").Strength.ShouldBeNull();
        Game.Weapons.Get("Trident").Code.ShouldBeNull();
        Game.Weapons.Get("Spear").Note.ShouldNotBeNull();
    }

    [Fact]
    public void Boons_say_what_a_stack_does_in_each_mode()
    {
        Game.Boons.Count.ShouldBe(12);
        Game.Boons.Get("Might").Effect("Power", GameMode.PvE).ShouldBe(30);
        (Game.Boons.Get("Might").Max * Game.Boons.Get("Might").Effect("ConditionDamage", GameMode.WvW)).ShouldBe(750);
        Game.Boons.Get("Fury").Effect("CriticalChance", GameMode.PvE).ShouldBe(0.25);
        Game.Boons.Get("Fury").Effect("CriticalChance", GameMode.WvW).ShouldBe(0.20);
        Game.Boons.Get("Fury").Effect("CriticalChance", GameMode.PvP).ShouldBe(0.20);
        Game.Boons.Get("Protection").Effect("IncomingStrikeDamage", GameMode.WvW).ShouldBe(-0.33);
        Game.Boons.Get("Aegis").Effect("Power", GameMode.PvE).ShouldBeNull();
    }

    // mode, condition, case, base, factor. Source: Discretize conditionData and conditionDataWvW (commit b64d7244).
    [Theory]
    [InlineData(GameMode.PvE, "Bleeding", "always", 22, 0.06)]
    [InlineData(GameMode.WvW, "Burning", "always", 131, 0.155)]
    [InlineData(GameMode.PvE, "Poison", "always", 33.5, 0.06)]
    [InlineData(GameMode.PvE, "Torment", "still", 31.8, 0.09)]
    [InlineData(GameMode.WvW, "Torment", "still", 26, 0.07)]
    [InlineData(GameMode.WvW, "Torment", "moving", 19.8, 0.054)]
    [InlineData(GameMode.PvE, "Confusion", "over_time", 18.25, 0.05)]
    [InlineData(GameMode.PvE, "Confusion", "on_skill", 16.34, 0.0325)]
    [InlineData(GameMode.WvW, "Confusion", "on_skill", 49.5, 0.0975)]
    public void Damaging_conditions_tick_as_tabulated(GameMode mode, string name, string when, double @base, double factor)
    {
        var tick = Game.Conditions.Get(name).Tick(mode, when);

        (tick.Base, tick.Factor).ShouldBe((@base, factor));
    }

    [Fact]
    public void A_tick_that_is_not_recorded_is_an_error_that_names_it()
    {
        var unknown = Should.Throw<ArgumentException>(() => Game.Conditions.Get("Confusion").Tick(GameMode.PvP, "on_skill"));

        unknown.Message.ShouldContain("Confusion");
        unknown.Message.ShouldContain("Pvp");
    }

    [Fact]
    public void Damage_modifiers_tell_their_modes_apart()
    {
        Game.DamageModifiers.Length.ShouldBe(455);
        var fireworks = Game.DamageModifiers.Where(modifier => modifier.Name == "Relic of Fireworks").ToList();

        fireworks.Single(modifier => modifier.IsFor(GameMode.PvE)).Percent.ShouldBe(7);
        fireworks.Single(modifier => modifier.IsFor(GameMode.WvW)).Percent.ShouldBe(7);
        fireworks.Single(modifier => modifier.IsFor(GameMode.PvP)).Percent.ShouldBe(10);
    }

    [Fact]
    public void A_modifier_without_a_number_is_unknown_not_zero()
    {
        Game.DamageModifiers.Count(modifier => modifier.Percent is null).ShouldBe(21);
        Game.DamageModifiers.ShouldAllBe(modifier => modifier.Percent != 0);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_named()
    {
        Should.Throw<ArgumentException>(() => CatalogueFiles.Shipped("amulets.json")).Message.ShouldContain("amulets.json");
    }

    [Fact]
    public void The_whole_catalogue_loads()
    {
        var game = new GameCatalogue(CatalogueFiles.Shipped);
        (game.Professions.Count + game.Specializations.Count + game.Traits.Count + game.Skills.Count + game.Prefixes.Count + game.Runes.Count
            + game.Sigils.Count + game.Relics.Count + game.Infusions.Count + game.Foods.Count + game.Utilities.Count + game.Boons.Count
            + game.Conditions.Count + game.Weapons.Count + game.Armor.Length + game.Legends.Count).ShouldBeGreaterThan(4000);
    }
}
