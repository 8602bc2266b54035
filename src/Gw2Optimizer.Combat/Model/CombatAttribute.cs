namespace Gw2Optimizer.Combat.Model;

/// <summary>
/// What a character sheet and a rotation are made of. The first eleven are points, everything after <see cref="Armor"/> is a fraction, a coefficient or health.
/// </summary>
/// <remarks>Chances, durations and bonuses are fractions (1 = 100 %). Coefficients are per second. Names are those of discretize-gear-optimizer (commit b64d7244).</remarks>
public enum CombatAttribute
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
    Armor,

    /// <summary>Health of the profession before vitality; after evaluation the whole.</summary>
    Health,

    /// <summary>Percent bonuses to the whole of health.</summary>
    MaximumHealth,
    CriticalChance,
    CriticalDamage,
    BoonDuration,
    ConditionDuration,

    /// <summary>Added after the cap of condition duration.</summary>
    ConditionDurationUncapped,
    OutgoingHealing,

    AegisDuration,
    AlacrityDuration,
    FuryDuration,
    MightDuration,
    ProtectionDuration,
    QuicknessDuration,
    RegenerationDuration,
    ResistanceDuration,
    ResolutionDuration,
    StabilityDuration,
    SwiftnessDuration,
    VigorDuration,

    BleedingDuration,
    BurningDuration,
    ConfusionDuration,
    PoisonDuration,
    TormentDuration,

    /// <summary>Stack seconds applied per second, before duration.</summary>
    BleedingCoefficient,
    BurningCoefficient,
    ConfusionCoefficient,
    PoisonCoefficient,
    TormentCoefficient,

    /// <summary>Sum of weapon strength times skill coefficient, per second.</summary>
    PowerCoefficient,

    /// <summary>The same of phantasms, or of a second bar with its own attributes (shroud).</summary>
    Power2Coefficient,
    NonCritPowerCoefficient,
    SiphonBaseCoefficient,
    SiphonPowerCoefficient,
    FlatDps,

    CloneCriticalChance,
    PhantasmCriticalChance,
    PhantasmCriticalDamage,
    AlternativePower,
    AlternativePrecision,
    AlternativeFerocity,
    AlternativeCriticalChance,
    AlternativeCriticalDamage,
}
