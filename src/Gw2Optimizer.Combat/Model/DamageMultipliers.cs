namespace Gw2Optimizer.Combat.Model;

/// <summary>The whole factor on each kind of damage, as <see cref="ModifierBuckets.Total"/> gives it; 1 is unchanged.</summary>
/// <param name="Critical">On critical damage itself.</param>
/// <param name="Phantasm">On the second strike of phantasms, instead of <paramref name="Strike"/>.</param>
/// <param name="IncomingStrike">On strikes taken; 0.67 with protection.</param>
public sealed record DamageMultipliers(
    double Strike = 1,
    double Condition = 1,
    double Critical = 1,
    double Phantasm = 1,
    double PhantasmCritical = 1,
    double AlternativeCritical = 1,
    double Siphon = 1,
    double IncomingStrike = 1,
    double Bleeding = 1,
    double Burning = 1,
    double Confusion = 1,
    double Poison = 1,
    double Torment = 1)
{
    public static DamageMultipliers None { get; } = new();

    public double this[DamagingCondition condition] => condition switch
    {
        DamagingCondition.Bleeding => Bleeding,
        DamagingCondition.Burning => Burning,
        DamagingCondition.Confusion => Confusion,
        DamagingCondition.Poison => Poison,
        _ => Torment,
    };
}
