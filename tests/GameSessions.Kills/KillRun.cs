using System.Diagnostics;
using System.Net;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Faults;
using GameSessions.Kills.Tables;
using Gw2Optimizer.RealServer;

namespace GameSessions.Kills;

/// <summary>A server, the games on it, what happens to it, and the verdict.</summary>
internal sealed class KillRun(KillSettings settings, TextWriter output)
{
    private const string NoLimit = "1000000";
    private const int KillsPerLine = 25;
    private static readonly TimeSpan LastGamesMax = TimeSpan.FromMinutes(2);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Tally tally = new();

    /// <returns>0: nothing was lost, repeated or reordered, and every clock is right; else 1.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Say($"seed {settings.Seed}: {settings.Kills} kills under {settings.Tables} games");
        using var findings = new Findings();
        await using var server = new ServerProcess("kills", [
            ("RATE_LIMIT_PER_MINUTE", NoLimit),
            ("RATE_LIMIT_PER_HOUR", NoLimit),
            ("AUTH_RATE_LIMIT_PER_MINUTE", NoLimit),
            ("AUTH_RATE_LIMIT_PER_HOUR", NoLimit),
            ("UPGRADE_RATE_LIMIT_PER_MINUTE", NoLimit)]);
        using var api = new Api(server.Address);
        var croupiers = new List<Croupier>();
        try
        {
            await server.StartAsync(cancellationToken);
            var moments = new Moments();
            var insistence = new Insistence(api);
            var endpoint = new IPEndPoint(IPAddress.Loopback, server.Address.Port);
            croupiers.AddRange(Enumerable.Range(0, settings.Tables).Select(i => new Croupier(unchecked(settings.Seed + (1_000 * (i + 1))), insistence, endpoint, moments, findings, tally)));
            var faults = new FaultMaker(server, croupiers, moments, settings, findings, tally);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, findings.Found);
            await PlayAsync(croupiers, faults, new Examiner(server, insistence, faults, findings), stop.Token);
            await ExamineAtRestAsync(server, croupiers, new Examiner(server, insistence, faults, findings), findings);
        }
        catch (Exception e) when (e is ServerFailedException or OperationCanceledException or TimeoutException)
        {
            if (findings.All.Count == 0)
            {
                findings.Add($"stopped: {e.Message}");
            }
        }
        finally
        {
            foreach (var croupier in croupiers)
            {
                await croupier.DisposeAsync();
            }
        }

        server.KeepFolder = findings.All.Count > 0;
        await new Report(output, settings, server).PrintAsync(findings.All);
        Say($"{tally}");
        Say(findings.All.Count == 0 ? "nothing was lost, repeated or reordered, and every clock is right" : $"{findings.All.Count} findings");
        return findings.All.Count == 0 ? 0 : 1;
    }

    private async Task PlayAsync(List<Croupier> croupiers, FaultMaker faults, Examiner examiner, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = Task.WhenAll(croupiers.Select(croupier => croupier.RunAsync(enough.Token, cancellationToken)));
        var cutting = faults.CutAsync(enough.Token);
        try
        {
            while (faults.Kills < settings.Kills)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await faults.MakeOneAsync(cancellationToken);
                await examiner.ExamineAsync(croupiers, cancellationToken);
                if (playing.IsFaulted)
                {
                    break;
                }

                if (faults.Kills % KillsPerLine == 0)
                {
                    Say($"{faults.Kills} of {settings.Kills} kills, {tally["games"]} games, {tally["commands accepted"]} commands, {tally["hand-overs"]} hand-overs");
                }
            }
        }
        finally
        {
            await enough.CancelAsync();
            await cutting;
            await playing.WaitAsync(LastGamesMax, CancellationToken.None);
        }
    }

    /// <summary>Once more, and of every game, when the server has ended and nothing moves any more.</summary>
    private static async Task ExamineAtRestAsync(ServerProcess server, List<Croupier> croupiers, Examiner examiner, Findings findings)
    {
        await server.TerminateAsync();
        if (await server.ExitCodeAsync(TimeSpan.FromSeconds(10)) is not 0 and var code)
        {
            findings.Add($"the server ended with {code}");
        }

        foreach (var table in croupiers.SelectMany(croupier => croupier.Finished))
        {
            examiner.Examine(table);
        }
    }

    private void Say(string line) => output.WriteLine($"{watch.Elapsed.TotalSeconds,7:0.0} s  {line}");
}
