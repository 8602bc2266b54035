using GameSessions.Kills.Faults;
using GameSessions.Kills.Tables;
using Gw2Optimizer.RealServer.Deployments;

namespace GameSessions.Kills.Checks;

/// <summary>Compares journals with the log: over HTTP while a game is played, straight from the database when it has ended.</summary>
internal sealed class Examiner(Deployment deployment, Insistence api, IFaultMaker faults, Findings findings)
{
    private readonly HashSet<Table> examined = [];

    /// <summary>Every game that is played, and those that ended since the last time.</summary>
    public async Task ExamineAsync(IReadOnlyList<Croupier> croupiers, CancellationToken cancellationToken)
    {
        foreach (var table in croupiers.Select(croupier => croupier.Current).OfType<Table>())
        {
            await ExamineBeginningAsync(table, cancellationToken);
        }

        foreach (var table in croupiers.SelectMany(croupier => croupier.Finished).Where(examined.Add))
        {
            Examine(table);
        }
    }

    public void Examine(Table table)
    {
        var log = StoredLog.Read(deployment, table.Id);
        foreach (var fault in LogAudit.Check(table, log).Concat(ClockAudit.Check(table, log, faults.Downs)))
        {
            findings.Add(fault, table);
        }
    }

    private async Task ExamineBeginningAsync(Table table, CancellationToken cancellationToken)
    {
        for (var i = 0; i < table.Journals.Count; i++)
        {
            var (journal, token) = (table.Journals[i], table.AccessTokens[i]);
            var known = journal.Events;
            var history = await api.AskAsync(server => server.GetHistoryAsync(token, table.Id, cancellationToken), cancellationToken);
            foreach (var fault in LogAudit.CheckBeginning(known, history, journal.Seat))
            {
                findings.Add(fault, table);
            }
        }
    }
}
