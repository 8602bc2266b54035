using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

public class FactsTests
{
    private static GameCatalogue Game => GameCatalogue.Shipped;

    [Fact]
    public void No_prefixed_buff_is_lost()
    {
        var ofTraits = Game.Traits.SelectMany(trait => trait.Facts.Concat(trait.TraitedFacts)).Where(fact => fact.Type == "PrefixedBuff").ToList();
        var ofSkills = Game.Skills.SelectMany(skill => skill.Facts.Concat(skill.TraitedFacts)).Where(fact => fact.Type == "PrefixedBuff").ToList();

        // All of the recorded traits (2026-07), and all of the recorded skills (2023-05) but six that no profession has.
        ofTraits.Count.ShouldBe(301);
        ofSkills.Count.ShouldBe(119);
        ofTraits.Concat(ofSkills).ShouldAllBe(fact => fact.Prefix != null);
    }

    [Fact]
    public void A_prefixed_buff_says_what_it_is_added_to()
    {
        var inscription = Game.Traits.Get("Inscription");

        inscription.Facts.Where(fact => fact.Prefix?.Status == "Fire Attunement").ShouldContain(fact => fact.Status == "Might");
    }

    [Fact]
    public void Merged_game_modes_are_told_not_chosen()
    {
        var inscription = Game.Traits.Get("Inscription");

        inscription.Facts.Durations("Regeneration").Select(stated => stated.Seconds).Order().ShouldBe([5, 10]);
        Game.Traits.Count(trait => trait.Facts.MergedModes().Length > 0).ShouldBeGreaterThan(200);
    }

    [Fact]
    public void A_trait_without_merged_values_has_one_of_each()
    {
        var storm = Game.Traits.Get("Raging Storm");

        storm.Facts.MergedModes().ShouldBeEmpty();
        storm.Facts.Durations("fury").ShouldBe([(4, 1)]);
    }

    [Fact]
    public void Traits_are_of_the_newest_balance_with_what_an_older_recording_still_knew()
    {
        var conversions = Game.Traits.SelectMany(trait => trait.Facts).Where(fact => fact.Type == "BuffConversion").ToList();

        // The newest recording has 38 and dropped the attribute that is read; the older one tells it for all but three.
        conversions.Count.ShouldBe(38);
        conversions.Count(fact => fact.Source is null).ShouldBe(3);
        conversions.ShouldAllBe(fact => fact.Target != null && fact.Percent > 0);
    }

    [Fact]
    public void Equippable_skills_without_usable_facts_are_unknown()
    {
        var unknown = Game.Palettes.Skills.Select(Game.Skills.Get).Where(skill => !skill.FactsKnown).ToList();

        unknown.Count.ShouldBeGreaterThanOrEqualTo(71);
        unknown.Where(skill => skill.IsRecorded).Select(skill => skill.Name).ShouldContain("Elixir of Promise");
        unknown.Where(skill => !skill.IsRecorded).ShouldAllBe(skill => skill.Facts.IsEmpty && skill.Description == null);
    }

    [Fact]
    public void A_skill_newer_than_the_recording_is_known_by_id_and_place_only()
    {
        var razah = Game.Skills.Get(77043);

        (razah.IsRecorded, razah.Slot, razah.Name).ShouldBe((false, "Heal", "Skill 77043"));
        razah.Professions.ShouldBe(["Revenant"]);
        razah.FactsKnown.ShouldBeFalse();
    }

    [Fact]
    public void A_number_that_is_not_stated_is_null_never_zero()
    {
        var facts = Game.Traits.SelectMany(trait => trait.Facts.Concat(trait.TraitedFacts))
            .Concat(Game.Skills.SelectMany(skill => skill.Facts.Concat(skill.TraitedFacts)))
            .ToList();

        facts.Count.ShouldBeGreaterThan(10_000);
        facts.ShouldAllBe(fact => fact.Duration != 0 && fact.ApplyCount != 0 && fact.Percent != 0 && fact.DamageMultiplier != 0 && fact.HitCount != 0);
    }

    [Fact]
    public void A_fact_without_a_type_is_kept_as_untyped()
    {
        Game.Skills.SelectMany(skill => skill.Facts).ShouldContain(fact => fact.Type == "Untyped");
    }
}
