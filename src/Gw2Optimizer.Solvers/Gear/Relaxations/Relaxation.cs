namespace Gw2Optimizer.Solvers.Gear.Relaxations;

/// <summary>
/// The objective and the limits of one variant as sums of clamped and multiplied linear forms, each of which has affine majorants.
/// </summary>
/// <param name="Nodes">Each reads only those before it.</param>
/// <param name="Rows">What must be at least 0 in every build that holds the limits.</param>
internal sealed record Relaxation(RelaxationNode[] Nodes, Quantity Objective, RelaxationRow[] Rows);

/// <summary>A nonlinear step: the product of two nonnegative quantities, or one clamped to [0, 1].</summary>
/// <param name="Second">Null for a clamp.</param>
/// <param name="Low">A lower bound of what is clamped.</param>
/// <param name="Owner">The row that it belongs to; -1 for the objective.</param>
internal sealed record RelaxationNode(Quantity First, Quantity? Second, double Low, int Owner);

/// <param name="Scale">What to divide by, so that one step of its multiplier is worth about as much as another's.</param>
internal sealed record RelaxationRow(Quantity Quantity, double Scale, bool Linear);
