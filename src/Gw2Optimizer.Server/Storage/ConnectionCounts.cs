namespace Gw2Optimizer.Server.Storage;

/// <summary>The connections of this process to its database.</summary>
/// <param name="Active">At work now.</param>
/// <param name="Idle">Open, and waiting for work.</param>
/// <param name="Max">As many as may be open; 0 where nothing limits them.</param>
internal readonly record struct ConnectionCounts(int Active, int Idle, int Max);
