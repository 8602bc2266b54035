using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;
using Gw2Optimizer.Solvers.Tests.Gear;

namespace Gw2Optimizer.Solvers.Bench;

/// <summary>Ten thousand upgrade sets around a recorded build: every rune with every relic, pair of sigils, food and utility, with bonuses of the size that the game has.</summary>
internal static class UpgradeSets
{
    private static readonly CombatAttribute[] Attributes =
    [
        CombatAttribute.Power, CombatAttribute.Precision, CombatAttribute.Ferocity, CombatAttribute.Vitality, CombatAttribute.ConditionDamage,
    ];

    public static void Print()
    {
        Console.WriteLine("| around case | upgrade sets | nodes | sets opened | median ms | best ms |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: |");
        foreach (var start in (string[])["03", "08", "14"])
        {
            var known = OracleCase.Read(OracleCase.Names.Single(name => name.StartsWith($"Oracle/{start}", StringComparison.Ordinal))).Problem;
            string[] prefixes = start == "03" ? ["Viper", "Sinister", "Rampager", "Grieving"] : ["Assassin", "Berserker", "Dragon", "Marauder"];
            var problem = known with { Slots = AscendedGear.Slots(prefixes), Variants = Of(known.Variants[0].Scenarios[0]) };
            GearAnswer answer = null!;
            var (median, best) = Stopwatches.Milliseconds(3, () => answer = GearSolver.Solve(problem));
            Console.WriteLine($"| {start} | {problem.Variants.Length:N0} | {answer.Nodes:N0} | {answer.VariantsOpened} | {median:F0} | {best:F0} |");
        }

        Console.WriteLine();
    }

    private static ImmutableArray<UpgradeVariant> Of(Scenario around) =>
    [
        .. from rune in Enumerable.Range(0, 25)
           from relic in Enumerable.Range(0, 20)
           from sigils in Enumerable.Range(0, 10)
           from food in Enumerable.Range(0, 2)
           select new UpgradeVariant($"rune {rune}, relic {relic}, sigils {sigils}, food {food}", [With(around, rune, relic, sigils, food)]),
    ];

    private static Scenario With(Scenario around, int rune, int relic, int sigils, int food)
    {
        var attributes = around.Base
            .Plus(Attributes[rune % 5], 175)
            .Plus(Attributes[rune / 5], 100)
            .Plus(food == 0 ? CombatAttribute.Power : CombatAttribute.Ferocity, 100)
            .Plus(CombatAttribute.CriticalChance, sigils % 2 == 0 ? 0 : 0.07);
        var multipliers = around.Multipliers;
        var strike = multipliers.Strike * (1 + (0.005 * (relic % 10)) + (0.01 * (sigils % 5))) * (1 + (0.01 * (rune % 3)));
        return around with
        {
            Base = attributes,
            Multipliers = multipliers with { Strike = strike, Condition = multipliers.Condition * (1 + (0.01 * (relic / 10))) },
        };
    }
}
