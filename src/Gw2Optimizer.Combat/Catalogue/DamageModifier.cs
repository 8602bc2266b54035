using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>A damage modifier as log analysis knows it. Source: baaron4/GW2-Elite-Insights-Parser (MIT) commit cf267b886, July 2026.</summary>
/// <param name="Profession">Or <c>Common</c>.</param>
/// <param name="Source">The specialization, profession, <c>Gear</c>, <c>Item</c> or <c>Common</c>.</param>
/// <param name="Effect">In words, with its condition.</param>
/// <param name="Percent">10 is +10 %; null: the number is not recorded.</param>
/// <param name="Damage"><c>Strike</c>, <c>Condition</c>, <c>StrikeAndCondition</c> ...</param>
/// <param name="Applies"><c>foe</c>: a buff on the target, <c>actor</c>: on oneself, <c>log</c>: checked for each hit.</param>
/// <param name="How"><c>ByPresence</c> once, <c>ByStack</c> per stack, <c>ByAbsence</c> when missing; null: not recorded.</param>
/// <param name="Mode"><c>All</c>, or the game modes run together: <c>PvE</c>, <c>sPvPWvW</c>, <c>PvEWvW</c> ...</param>
/// <param name="Direction"><c>outgoing</c> or <c>incoming</c>.</param>
/// <param name="Since">The patch that brought the value.</param>
/// <param name="Approximate">Needs assumptions when read from a log.</param>
public sealed record DamageModifier(
    string Profession,
    string Source,
    string Name,
    string Effect,
    double? Percent,
    string Damage,
    string Applies,
    string? How,
    string Mode,
    string Direction,
    string Since,
    bool Approximate)
{
    public bool IsFor(GameMode mode) => Mode == "All" || mode switch
    {
        GameMode.PvE => Mode.StartsWith("PvE", StringComparison.Ordinal),
        GameMode.WvW => Mode.Contains("WvW", StringComparison.Ordinal),
        _ => Mode.Contains("sPvP", StringComparison.Ordinal),
    };
}
