namespace Gw2Optimizer.Rooms.Drafts;

/// <summary>How good a squad is, 0 to 100: a pure function of what was picked, in its order.</summary>
public delegate double RateSquad(IReadOnlyList<Pick> picks);
