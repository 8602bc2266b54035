using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace PlayDraft;

/// <summary>What both captains saw beside what the log holds.</summary>
internal sealed class DraftReport(Captain blue, Captain red, IReadOnlyList<WireEvent> history, JsonElement game, (int Blue, int Red) connections)
{
    private const int ColumnWidth = 44;

    /// <returns>Whether they are equal.</returns>
    public bool Print()
    {
        PrintJournals();
        PrintClocks();
        PrintClient(blue, connections.Blue);
        PrintClient(red, connections.Red);
        PrintLog();

        var differences = Differences().ToList();
        differences.ForEach(Console.WriteLine);
        Console.WriteLine(differences.Count == 0 ? "journals equal" : $"journals differ: {differences.Count}");
        return differences.Count == 0;
    }

    private void PrintJournals()
    {
        Console.WriteLine();
        Console.WriteLine($"{"blue's journal",-ColumnWidth}   red's journal");
        var (left, right) = (blue.Journal, red.Journal);
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            Console.WriteLine($"{LineOf(left.ElementAtOrDefault(i)),-ColumnWidth} {(Same(left.ElementAtOrDefault(i), right.ElementAtOrDefault(i)) ? '=' : '!')} {LineOf(right.ElementAtOrDefault(i))}");
        }
    }

    private void PrintClocks()
    {
        Console.WriteLine();
        foreach (var seat in new[] { "blue", "red" })
        {
            var stored = game.GetProperty("timer").GetProperty("remainingMs").GetProperty(seat).GetInt64();
            Console.WriteLine($"clock of {seat,-4}  {stored / 1000.0:0.000} s at the server, {Seconds(blue, seat)} at blue, {Seconds(red, seat)} at red");
        }

        var credits = history.Where(happened => happened.Type == "clockCredited").Select(happened => $"  event {happened.Sequence}: {happened.Data}").ToList();
        Console.WriteLine(credits.Count == 0 ? "no credits for outages" : "credits for outages:");
        credits.ForEach(Console.WriteLine);
    }

    private static void PrintClient(Captain captain, int sockets) => Console.WriteLine(
        $"{captain.Name,-4}  {sockets} connections, {captain.Client.Duplicates} repeated events dropped, {captain.Client.Gaps} gaps, acknowledged up to {captain.Client.StoredAck}; "
        + string.Join(", ", captain.Outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}")));

    private void PrintLog()
    {
        Console.WriteLine();
        Console.WriteLine("the log:");
        foreach (var happened in history)
        {
            Console.WriteLine($"  {happened.Sequence,3}  {DateTimeOffset.FromUnixTimeMilliseconds(happened.At):HH:mm:ss.fff}  {happened.Type,-14} {happened.Data}");
        }

        Console.WriteLine();
    }

    private IEnumerable<string> Differences()
    {
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i].Sequence != i + 1)
            {
                yield return $"the log has {history[i].Sequence} in place of {i + 1}";
            }
        }

        foreach (var captain in new[] { blue, red })
        {
            var journal = captain.Journal;
            for (var i = 0; i < Math.Max(journal.Count, history.Count); i++)
            {
                if (!Same(journal.ElementAtOrDefault(i), history.ElementAtOrDefault(i)))
                {
                    yield return $"{captain.Name} has [{LineOf(journal.ElementAtOrDefault(i))}] where the log has [{LineOf(history.ElementAtOrDefault(i))}]";
                }
            }
        }
    }

    /// <summary>But for the command id, which only its author is told.</summary>
    private static bool Same(WireEvent? left, WireEvent? right) => left is not null && right is not null
        && left with { CommandId = null, Data = default } == right with { CommandId = null, Data = default }
        && JsonElement.DeepEquals(left.Data.Parse(), right.Data.Parse());

    private static string LineOf(WireEvent? happened)
    {
        if (happened is null)
        {
            return "-";
        }

        var data = happened.Data.Parse();
        var words = data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String && member.Name != "userId").Select(member => member.Value.GetString())
            : [];
        return $"{happened.Sequence,3} {happened.Type} {string.Join(' ', words)}";
    }

    private static string Seconds(Captain captain, string seat) => captain.Client.RemainingMs(new Seat(seat)) is { } ms ? $"{ms / 1000.0:0.000} s" : "none";
}
