using System.Collections.Immutable;

using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>One of the twelve boons.</summary>
/// <param name="Id">The buff's skill id.</param>
/// <param name="Stacking"><c>intensity</c>, <c>intensity-consumed</c>, <c>queue</c> (durations add up) or <c>best-healing</c>.</param>
/// <param name="Max">Stacks, or the queue's length.</param>
/// <param name="CapSeconds">How long it can last in all; null: not recorded.</param>
/// <param name="Role"><c>offence</c>, <c>defence</c> or <c>utility</c>.</param>
/// <param name="CorruptsTo">The condition that it turns into; a secondary, unverified source.</param>
/// <param name="Effects">Per stack; empty: the effect is no number (<paramref name="Text"/>).</param>
public sealed record Boon(
    int Id,
    string Name,
    string Stacking,
    int Max,
    double? CapSeconds,
    string Role,
    string? CorruptsTo,
    ImmutableArray<BoonEffect> Effects,
    string? Text) : ICatalogueEntry
{
    /// <summary>What one stack does in that mode; null: this boon does not change it.</summary>
    public double? Effect(string what, GameMode mode) =>
        Effects.FirstOrDefault(effect => effect.What == what && effect.Modes.Contains(mode))?.Amount;
}

/// <param name="What">
/// A gear attribute (points), or <c>CriticalChance</c>, <c>ActionSpeed</c>, <c>RechargeRate</c>, <c>IncomingStrikeDamage</c> ... (fractions).
/// </param>
public sealed record BoonEffect(string What, double Amount, ImmutableArray<GameMode> Modes);
