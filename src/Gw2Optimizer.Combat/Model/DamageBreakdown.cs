namespace Gw2Optimizer.Combat.Model;

/// <summary>Damage a second by where it comes from.</summary>
/// <param name="SecondStrike">Of phantasms or of the second bar.</param>
public readonly record struct DamageBreakdown(
    double Strike,
    double NonCritStrike,
    double SecondStrike,
    double Siphon,
    double Flat,
    double Bleeding,
    double Burning,
    double Confusion,
    double Poison,
    double Torment)
{
    public double Total => Strike + NonCritStrike + SecondStrike + Siphon + Flat + Bleeding + Burning + Confusion + Poison + Torment;

    public double this[DamagingCondition condition] => condition switch
    {
        DamagingCondition.Bleeding => Bleeding,
        DamagingCondition.Burning => Burning,
        DamagingCondition.Confusion => Confusion,
        DamagingCondition.Poison => Poison,
        _ => Torment,
    };
}

/// <summary>What builds are ranked by.</summary>
public readonly record struct Indicators(double Damage, double Survivability, double Healing);
