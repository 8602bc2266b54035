using System.Collections.Immutable;

using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>A condition. Damage per stack and second at level 80 = base + factor * ConditionDamage.</summary>
/// <param name="Id">No number of the game's is recorded: its place in the list, from 1.</param>
/// <param name="IsDamaging">Else it weakens, slows or controls (<paramref name="Text"/>).</param>
/// <param name="Max">Stacks, or the queue's length.</param>
public sealed record Condition(int Id, string Name, bool IsDamaging, int? Max, ImmutableArray<ConditionTick> Ticks, string? Text) : ICatalogueEntry
{
    /// <exception cref="ArgumentException">No value is recorded for that mode and case, such as confusion in PvP.</exception>
    public ConditionTick Tick(GameMode mode, string when = ConditionTick.Always) =>
        Ticks.FirstOrDefault(tick => tick.Mode == mode && tick.Case == when)
        ?? throw new ArgumentException($"No damage of {Name} is recorded for {mode}, case '{when}'.", nameof(mode));
}

/// <param name="Case"><see cref="Always"/>; torment: <c>still</c>, <c>moving</c>; confusion: <c>over_time</c>, <c>on_skill</c>.</param>
public sealed record ConditionTick(GameMode Mode, string Case, double Base, double Factor)
{
    public const string Always = "always";
}

/// <summary>A trait that makes a condition scale with another attribute. Source: Discretize calculationTweaks (commit b64d7244).</summary>
public sealed record ConditionTweak(string Name, string Condition, GameMode Mode, double Base, double Factor, GearAttribute Attribute);
