using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>
/// Why nothing better was missed: the whole space of every variant, cut into parts that do not overlap. Each part is either one build, which was evaluated,
/// or closed by a plane over the points of gear that no build of the part exceeds if it holds the limits and beats the cutoff.
/// </summary>
/// <param name="Attributes">The columns of planes.</param>
/// <param name="Classes">Equal slots together; infusions, if any, are the last and have no slots.</param>
public sealed record GearProof(ImmutableArray<CombatAttribute> Attributes, ImmutableArray<ProofClass> Classes, ImmutableArray<ProofPart> Parts);

/// <param name="Slots">Places of the slots that share these options.</param>
/// <param name="Options">Prefix, points by <see cref="GearProof.Attributes"/>, and how often it may be chosen.</param>
public sealed record ProofClass(ImmutableArray<int> Slots, int Copies, ImmutableArray<ProofOption> Options);

public sealed record ProofOption(string Name, ImmutableArray<double> Points, int Cap);

/// <param name="Chosen">For each class how often each option is already chosen.</param>
/// <param name="Open">For each class the options that the rest of its copies may be.</param>
/// <param name="Plane">Coefficients by attribute and, last, a constant; null for a single evaluated build.</param>
/// <param name="Cutoff">What a build must exceed to matter, when the part was closed.</param>
public sealed record ProofPart(int Variant, ImmutableArray<ImmutableArray<int>> Chosen, ImmutableArray<ImmutableArray<int>> Open, ImmutableArray<double>? Plane, double Cutoff);
