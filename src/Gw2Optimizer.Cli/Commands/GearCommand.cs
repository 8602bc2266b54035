using System.CommandLine;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>gear</c>: the best prefixes, infusions and upgrades for a goal under limits.</summary>
internal static class GearCommand
{
    public static Command Create()
    {
        var profession = new Option<string>("--profession") { Description = "Whose health and armour count.", Required = true };
        var goal = new Option<GearGoal>("--goal") { Description = "damage, condi, support, survive or balanced.", DefaultValueFactory = _ => GearGoal.Damage };
        var mode = new Option<string>("--mode") { Description = "pve, wvw or pvp.", DefaultValueFactory = _ => "pve" };
        var hands = new Option<int>("--weapons") { Description = "1: a two-handed weapon, 13 slots; 2: one in each hand, 14 slots.", DefaultValueFactory = _ => 1 };
        var alone = new Option<bool>("--alone") { Description = "Without the boons of a party (25 might, fury, protection, 25 vulnerability on the target)." };
        var rarity = new Option<GearRarity>("--rarity") { Description = "ascended or exotic.", DefaultValueFactory = _ => GearRarity.Ascended };
        var prefix = new Option<string[]>("--prefix") { Description = "A prefix that may be worn. Repeatable; without it, all that exist on every piece." };
        var without = new Option<string[]>("--without") { Description = "A prefix that may not be worn. Repeatable." };
        var force = new Option<string[]>("--force") { Description = "SLOT=PREFIX, as Helm=Berserker. Repeatable." };
        var trait = new Option<string[]>("--trait") { Description = "A trait whose conversions count, by id or name. Repeatable." };
        var rune = new Option<string[]>("--rune") { Description = "Repeatable: those given compete." };
        var sigils = new Option<string[]>("--sigils") { Description = "One or two, as Force+Accuracy. Repeatable: those given compete." };
        var relic = new Option<string[]>("--relic") { Description = "Repeatable: those given compete." };
        var food = new Option<string[]>("--food") { Description = "Repeatable: those given compete." };
        var utility = new Option<string[]>("--utility") { Description = "Repeatable: those given compete." };
        var min = new Option<string[]>("--min") { Description = "ATTRIBUTE=NUMBER, as \"Boon Duration=40%\" or Health=20000; also Damage, Survivability, Healing. Repeatable." };
        var max = new Option<string[]>("--max") { Description = "As --min, for attributes." };
        var infusions = new Option<int>("--infusions") { Description = "Infusions worn, 0 to 18.", DefaultValueFactory = _ => 0 };
        var infusion = new Option<string[]>("--infusion") { Description = "An attribute that infusions may give. Repeatable; without it, all." };
        var top = new Option<int>("--top") { Description = "How many of the best to show.", DefaultValueFactory = _ => 1 };
        var wantsNear = new Option<bool>("--near") { Description = "Also everything within 0.1 % of the best, by what differs." };
        var levels = new Option<int>("--front") { Description = "Also the front of damage, survivability and healing, at so many levels: 2 to 50." };
        var explain = new Option<bool>("--explain") { Description = "Open every figure to its terms, and say what five more points and each floor are worth." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var command = new Command("gear", "The best gear there is, with its proof or its bound.")
        {
            profession, goal, mode, hands, alone, rarity, prefix, without, force, trait, rune, sigils, relic, food, utility, min, max, infusions, infusion, top, wantsNear, levels, explain, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var output = new GearOutput(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(json), parsed.GetValue(explain));
            try
            {
                var words = new GearWords(GameCatalogue.Shipped);
                var question = words.Question(
                    parsed.GetValue(profession)!, parsed.GetValue(goal), parsed.GetValue(mode)!, parsed.GetValue(hands), parsed.GetValue(alone), parsed.GetValue(rarity),
                    parsed.GetValue(prefix), parsed.GetValue(without), parsed.GetValue(trait),
                    words.Upgrades(parsed.GetValue(rune), parsed.GetValue(sigils), parsed.GetValue(relic), parsed.GetValue(food), parsed.GetValue(utility)),
                    GearWords.Limits(parsed.GetValue(min), parsed.GetValue(max)), GearWords.Infusions(parsed.GetValue(infusions), parsed.GetValue(infusion)));
                var problem = GearWords.Forced(question.ToProblem(), parsed.GetValue(force));
                var answer = GearSolver.Solve(problem, new GearSearchOptions(parsed.GetValue(top)), output.Progress, cancellation);
                var near = parsed.GetValue(wantsNear) && answer.Best is { } best ? GearSolver.Near(problem, best, cancelled: cancellation) : null;
                var front = parsed.GetValue(levels) is var asked and > 0 ? GearFront.Of(problem, asked, cancelled: cancellation) : null;
                return Task.FromResult(output.Tell(question, problem, answer, near, front));
            }
            catch (Exception wrong) when (wrong is ArgumentException or FormatException or GearProblemException)
            {
                return Task.FromResult(output.Refuse(wrong.Message));
            }
        });
        return command;
    }
}
