namespace GameSessions.Kills;

/// <param name="Nodes">One on SQLite; or several on PostgreSQL and Redis.</param>
/// <param name="Faults">On one node, how many processes end by SIGKILL; on several, how many faults of any kind there are.</param>
/// <param name="Tables">Games that are played at a time.</param>
/// <param name="DownMax">How long a killed server stays down at most, where there is only the one.</param>
internal sealed record KillSettings(int Nodes, int Faults, int Seed, int Tables, TimeSpan DownMax);
