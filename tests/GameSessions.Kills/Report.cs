using System.Data.Common;
using System.Text.Json;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Tables;
using GameSessions.Wire;
using Gw2Optimizer.RealServer.Deployments;

namespace GameSessions.Kills;

/// <summary>What was found, for whoever has to look into it: when, with which seed, where the data is, and the journals beside the log.</summary>
internal sealed class Report(TextWriter output, KillSettings settings, Deployment deployment)
{
    private const int ColumnWidth = 46;

    public async Task PrintAsync(IReadOnlyList<(DateTimeOffset At, string What, Table? Table)> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        await output.WriteLineAsync($"seed {settings.Seed}; the servers' logs, and the data if it is SQLite, are in {string.Join(" and ", deployment.Nodes.Select(node => node.Folder))}");
        foreach (var (at, what, table) in findings)
        {
            await output.WriteLineAsync($"{at:HH:mm:ss.fff}  {(table is null ? "" : $"game {table.Id}: ")}{what}");
        }

        foreach (var table in findings.Select(found => found.Table).OfType<Table>().Distinct())
        {
            await PrintAsync(table);
        }
    }

    private async Task PrintAsync(Table table)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{$"log of {table.Id}",-ColumnWidth} {string.Join(' ', table.Journals.Select(journal => $"{$"{journal.Seat} ({(journal.SaysTwice ? "raw" : "client")}, acked {journal.AckStored})",-ColumnWidth}"))}");
        var log = ReadLog(table);
        var journals = table.Journals.Select(journal => journal.Events).ToList();
        for (var i = 0; i < Math.Max(log.Count, journals.Max(journal => journal.Count)); i++)
        {
            await output.WriteLineAsync($"{LineOf(log.ElementAtOrDefault(i)),-ColumnWidth} {string.Join(' ', journals.Select(journal => $"{LineOf(journal.ElementAtOrDefault(i)),-ColumnWidth}"))}");
        }
    }

    private IReadOnlyList<WireEvent> ReadLog(Table table)
    {
        try
        {
            return [.. StoredLog.Read(deployment, table.Id).Events.Select(recorded => new WireEvent(table.Id, recorded.Sequence, recorded.Type, recorded.Data, recorded.Player, recorded.At, recorded.CommandId))];
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            output.WriteLine($"the log cannot be read: {e.Message}");
            return [];
        }
    }

    private static string LineOf(WireEvent? happened)
    {
        if (happened is null)
        {
            return "-";
        }

        var data = happened.Data.Parse();
        var words = data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && member.Name is not ("userId" or "allowanceMs")).Select(member => $"{member.Value}")
            : [];
        return $"{happened.Sequence,3} {happened.At % 100_000:00000} {happened.Type} {string.Join(' ', words)}";
    }
}
