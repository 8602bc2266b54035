namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The attributes that gear, upgrades, food and infusions give points of: the first ten of <see cref="Model.CombatAttribute"/>, in its order.</summary>
public enum GearAttribute
{
    Power,
    Precision,
    Toughness,
    Vitality,
    Ferocity,
    ConditionDamage,
    Expertise,
    Concentration,
    HealingPower,
    AgonyResistance,
}
