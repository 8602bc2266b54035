using GameSessions.Games;

namespace GameSessions.Kills.Faults;

/// <summary>What happens to the servers while they are played on.</summary>
internal interface IFaultMaker
{
    /// <summary>How many of the faults that were asked for have been made.</summary>
    int Made { get; }

    /// <summary>The times in which certainly nobody served.</summary>
    IReadOnlyList<Outage> Downs { get; }

    /// <summary>One fault or some, to the end of them.</summary>
    Task MakeOneAsync(CancellationToken cancellationToken);
}
