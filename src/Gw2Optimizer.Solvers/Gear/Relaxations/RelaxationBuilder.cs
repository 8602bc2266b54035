using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear.Relaxations;

/// <summary>Translates scenarios, objective and limits; steps as in <see cref="CombatModel"/>.</summary>
internal sealed class RelaxationBuilder
{
    private readonly GearSpace space;
    private readonly List<RelaxationNode> nodes = [];
    private int owner = -1;

    private RelaxationBuilder(GearSpace space) => this.space = space;

    /// <exception cref="GearProblemException">A factor of a product can become negative.</exception>
    public static Relaxation Of(GearSpace space, GearProblem problem, ImmutableArray<Scenario> scenarios)
    {
        var builder = new RelaxationBuilder(space);
        var sheets = Array.ConvertAll([.. scenarios], scenario => ScenarioQuantities.Of(space, scenario, builder.Clamp));
        var objective = problem.Objective.Aim is { } aim ? Aimed(Looked(sheets[0], aim.Attribute), aim.Least) : Quantity.Of(0);
        foreach (var indicator in (ReadOnlySpan<Indicator>)[Indicator.Damage, Indicator.Survivability, Indicator.Healing])
        {
            if (problem.Objective.WeightOf(indicator) is > 0 and var weight)
            {
                objective += builder.Whole(indicator, scenarios, sheets) * weight;
            }
        }

        var rows = new List<RelaxationRow>();
        foreach (var limit in problem.Limits)
        {
            builder.owner = rows.Count;
            if (builder.Row(limit, scenarios, sheets) is { } row)
            {
                rows.Add(row);
            }
        }

        return new([.. builder.nodes], objective, [.. rows]);
    }

    /// <summary>The least of something concave has no affine majorant here; then nothing is known before a build is evaluated.</summary>
    private static Quantity Aimed(Quantity looked, bool least) =>
        !least ? looked
        : looked.Terms.Length > 0 ? Quantity.Of(2 * AttributeAim.Large)
        : (looked * -1) + AttributeAim.Large;

    private RelaxationRow? Row(GearLimit limit, ImmutableArray<Scenario> scenarios, Quantity[][] sheets)
    {
        var quantity = limit switch
        {
            GearLimit.IndicatorAtLeast floor => Whole(floor.Indicator, scenarios, sheets) + (GearLimit.Tolerance - floor.Minimum),
            GearLimit.AtLeast floor => Looked(sheets[0], floor.Attribute) + (GearLimit.Tolerance - floor.Minimum),
            GearLimit.AtMost ceiling => (Looked(sheets[0], ceiling.Attribute) * -1) + (GearLimit.Tolerance + ceiling.Maximum),
            _ => throw new ArgumentOutOfRangeException(nameof(limit)),
        };

        // A ceiling over something concave has no affine majorant here; builds are still checked one by one.
        if (quantity.Terms.Any(term => term.Coefficient < 0))
        {
            return null;
        }

        var (low, high) = Range(quantity);
        return new(quantity, Math.Max(high - low, 1e-9), quantity.Terms.Length == 0);
    }

    private static Quantity Looked(Quantity[] sheet, CombatAttribute attribute) =>
        GearLimit.General(attribute) is { } general ? sheet[(int)attribute] + sheet[(int)general] : sheet[(int)attribute];

    private Quantity Whole(Indicator indicator, ImmutableArray<Scenario> scenarios, Quantity[][] sheets)
    {
        var whole = Quantity.Of(0);
        var products = new List<MergedProduct>();
        for (var s = 0; s < scenarios.Length; s++)
        {
            whole += scenarios[s].Fraction switch
            {
                0 => Quantity.Of(0),
                var fraction => indicator switch
                {
                    Indicator.Damage => Damage(scenarios[s], sheets[s], products, fraction),
                    Indicator.Survivability => Product(sheets[s][(int)CombatAttribute.Health], sheets[s][(int)CombatAttribute.Armor]) * (fraction / scenarios[s].Multipliers.IncomingStrike / SurvivabilityFormulas.IndexScale),
                    _ => Product((sheets[s][(int)CombatAttribute.HealingPower] * HealingFormulas.PulseCoefficient) + HealingFormulas.PulseBase, sheets[s][(int)CombatAttribute.OutgoingHealing] + 1) * fraction,
                },
            };
        }

        foreach (var merged in products)
        {
            whole += (Product(merged.First, merged.Second) * merged.Weight) + merged.Constant;
        }

        return whole;
    }

    private Quantity Damage(Scenario scenario, Quantity[] sheet, List<MergedProduct> products, double fraction)
    {
        var multipliers = scenario.Multipliers;
        var power = sheet[(int)CombatAttribute.Power];
        var strike = Product(Product(sheet[(int)CombatAttribute.PowerCoefficient], power), Critical(sheet, CombatAttribute.CriticalChance, CombatAttribute.CriticalDamage, multipliers.Critical));
        var plain = Product(sheet[(int)CombatAttribute.NonCritPowerCoefficient], power);
        var second = scenario.SecondStrike == SecondStrike.Phantasm
            ? Product(Product(sheet[(int)CombatAttribute.Power2Coefficient], power), Critical(sheet, CombatAttribute.PhantasmCriticalChance, CombatAttribute.PhantasmCriticalDamage, multipliers.PhantasmCritical)) * multipliers.Phantasm
            : Product(Product(sheet[(int)CombatAttribute.Power2Coefficient], sheet[(int)CombatAttribute.AlternativePower]), Critical(sheet, CombatAttribute.AlternativeCriticalChance, CombatAttribute.AlternativeCriticalDamage, multipliers.AlternativeCritical)) * multipliers.Strike;
        var siphon = (sheet[(int)CombatAttribute.SiphonBaseCoefficient] + Product(sheet[(int)CombatAttribute.SiphonPowerCoefficient], power)) * multipliers.Siphon;
        var sum = ((strike + plain) * (multipliers.Strike / StrikeFormulas.ReferenceArmor)) + (second * (1 / StrikeFormulas.ReferenceArmor)) + siphon + sheet[(int)CombatAttribute.FlatDps];
        sum *= fraction;
        foreach (var condition in Enum.GetValues<DamagingCondition>())
        {
            sum += Condition(scenario, sheet, condition, products, fraction);
        }

        return sum;
    }

    private Quantity Critical(Quantity[] sheet, CombatAttribute chance, CombatAttribute damage, double multiplier) =>
        Product(Clamp(sheet[(int)chance]), (sheet[(int)damage] * multiplier) + -1) + 1;

    private Quantity Condition(Scenario scenario, Quantity[] sheet, DamagingCondition condition, List<MergedProduct> products, double fraction)
    {
        var coefficient = sheet[(int)CombatModel.CoefficientOf(condition)];
        if (coefficient is { IsConstant: true, Constant: 0 })
        {
            return coefficient;
        }

        var tick = scenario.Ticks[condition];
        var each = (sheet[(int)tick.Source] * tick.Factor) + tick.Base;
        var duration = Clamp(sheet[(int)CombatAttribute.ConditionDuration] + sheet[(int)CombatModel.DurationOf(condition)]) + sheet[(int)CombatAttribute.ConditionDurationUncapped] + 1;
        var multiplier = scenario.Multipliers.Condition * scenario.Multipliers[condition] * fraction;
        if (coefficient.IsConstant && multiplier > 0 && duration is { Terms.Length: 0, IsConstant: false } && each is { Terms.Length: 0, IsConstant: false })
        {
            MergedProduct.Add(products, duration, each, coefficient.Constant * multiplier);
            return Quantity.Of(0);
        }

        return Product(Product(coefficient, duration), each) * multiplier;
    }

    private Quantity Product(Quantity first, Quantity second)
    {
        if (first.IsConstant)
        {
            return second * first.Constant;
        }

        if (second.IsConstant)
        {
            return first * second.Constant;
        }

        if (Range(first).Low < 0 || Range(second).Low < 0)
        {
            throw new GearProblemException("A factor of damage, survivability or healing can become negative; base attributes, gear and rates must not allow that.");
        }

        nodes.Add(new(first, second, 0, owner));
        return Quantity.OfNode(nodes.Count - 1);
    }

    private Quantity Clamp(Quantity quantity)
    {
        if (quantity.IsConstant)
        {
            return Quantity.Of(Math.Clamp(quantity.Constant, 0, 1));
        }

        var (low, high) = Range(quantity);
        if (low >= 0 && high <= 1)
        {
            return quantity;
        }

        if (low >= 1)
        {
            return Quantity.Of(1);
        }

        if (high <= 0)
        {
            return Quantity.Of(0);
        }

        nodes.Add(new(quantity, null, low, owner));
        return Quantity.OfNode(nodes.Count - 1);
    }

    /// <summary>Bounds over the whole space; nodes by the bounds of what they read.</summary>
    private (double Low, double High) Range(Quantity quantity)
    {
        var (low, high) = quantity.Coefficients is { } coefficients ? LinearRange(coefficients) : (0, 0);
        low += quantity.Constant - quantity.Down;
        high += quantity.Constant + quantity.Up;
        foreach (var (node, coefficient) in quantity.Terms)
        {
            var (nodeLow, nodeHigh) = Range(nodes[node]);
            low += coefficient * (coefficient > 0 ? nodeLow : nodeHigh);
            high += coefficient * (coefficient > 0 ? nodeHigh : nodeLow);
        }

        return (low, high);
    }

    private (double Low, double High) Range(RelaxationNode node)
    {
        var (low, high) = Range(node.First);
        if (node.Second is null)
        {
            return (Math.Clamp(low, 0, 1), Math.Clamp(high, 0, 1));
        }

        var (otherLow, otherHigh) = Range(node.Second);
        return (low * otherLow, high * otherHigh);
    }

    private (double Low, double High) LinearRange(double[] coefficients)
    {
        double low = 0, high = 0;
        foreach (var one in space.Classes)
        {
            double least = double.PositiveInfinity, most = double.NegativeInfinity;
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                var value = 0.0;
                for (var k = 0; k < coefficients.Length; k++)
                {
                    value += coefficients[k] * space.Points[(k * space.Width) + o];
                }

                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }

            low += least * one.Copies;
            high += most * one.Copies;
        }

        return (low, high);
    }
}
