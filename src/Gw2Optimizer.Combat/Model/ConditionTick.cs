namespace Gw2Optimizer.Combat.Model;

/// <summary>One stack's damage in a second: base + factor * source.</summary>
/// <param name="Source">Condition damage; power where a trait says so.</param>
public readonly record struct ConditionTick(double Base, double Factor, CombatAttribute Source = CombatAttribute.ConditionDamage)
{
    /// <param name="points">Of <see cref="Source"/>.</param>
    public double Of(double points) => Base + (Factor * points);

    /// <summary>Both at once, in shares.</summary>
    public static ConditionTick Mix(ConditionTick first, double share, ConditionTick second, double shareOfSecond) =>
        first with { Base = (first.Base * share) + (second.Base * shareOfSecond), Factor = (first.Factor * share) + (second.Factor * shareOfSecond) };
}

/// <summary>The ticks of a fight.</summary>
public sealed record ConditionTicks(ConditionTick Bleeding, ConditionTick Burning, ConditionTick Confusion, ConditionTick Poison, ConditionTick Torment)
{
    public ConditionTick this[DamagingCondition condition] => condition switch
    {
        DamagingCondition.Bleeding => Bleeding,
        DamagingCondition.Burning => Burning,
        DamagingCondition.Confusion => Confusion,
        DamagingCondition.Poison => Poison,
        _ => Torment,
    };
}
