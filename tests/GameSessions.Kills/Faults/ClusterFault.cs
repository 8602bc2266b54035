namespace GameSessions.Kills.Faults;

/// <summary>Something that breaks, stays so for a while, and is put right without anything else being restarted for it.</summary>
/// <param name="Place">What it hurts; two faults of the same place are not made at once.</param>
/// <param name="Strike">Breaks it.</param>
/// <param name="Mend">Puts it right; where it cannot be seen to last, nothing is left to do.</param>
internal sealed record ClusterFault(string Name, string Place, Func<Task> Strike, Func<Task> Mend);
