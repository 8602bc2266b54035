namespace GameSessions.Kills;

/// <param name="Kills">How many processes end by SIGKILL.</param>
/// <param name="Tables">Games that are played at a time.</param>
/// <param name="DownMax">How long a killed server stays down at most.</param>
internal sealed record KillSettings(int Kills, int Seed, int Tables, TimeSpan DownMax);
