using GameSessions.Games;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Tables;
using Gw2Optimizer.RealServer;

namespace GameSessions.Kills.Faults;

/// <summary>Kills the server and brings it back, again and again; between two kills it may be frozen or find its disk full, and all the while connections are torn.</summary>
internal sealed class SingleNodeFaults(ServerProcess server, IReadOnlyList<Croupier> croupiers, LineCutter lines, Moments moments, KillSettings settings, Findings findings, Tally tally) : IFaultMaker
{
    private static readonly TimeSpan ProgressMax = TimeSpan.FromSeconds(20);
    private readonly Random random = new(settings.Seed);
    private readonly List<Outage> downs = [];

    /// <summary>How many processes ended by SIGKILL.</summary>
    public int Made { get; private set; }

    /// <summary>From each end of the process to the start of the next.</summary>
    public IReadOnlyList<Outage> Downs
    {
        get
        {
            lock (downs)
            {
                return [.. downs];
            }
        }
    }

    /// <summary>One life of the process, to its end by SIGKILL or by SIGTERM, and the beginning of the next.</summary>
    public async Task MakeOneAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Between(0, 700), cancellationToken);
        var isDead = random.Next(100) switch
        {
            < 6 => await FreezeAsync(cancellationToken),
            < 12 => await FillDiskAsync(cancellationToken),
            _ => false,
        };
        if (!server.IsAlive && !isDead)
        {
            findings.Add($"I6 the server ended by itself with {server.ExitedWith}");
            return;
        }

        var endedAt = isDead ? Now() : random.Next(100) < 15 ? await DrainAsync(cancellationToken) : await KillAfterMomentAsync(cancellationToken);
        await Task.Delay(settings.DownMax * Math.Pow(random.NextDouble(), 3), cancellationToken);
        lock (downs)
        {
            downs.Add(new Outage(endedAt, Now()));
        }

        await server.StartAsync(cancellationToken);
        if (random.Next(2) == 0 && croupiers.Any(croupier => croupier.Current is not null))
        {
            await ShouldGoOnAsync("the server is back", cancellationToken);
        }
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private async Task<long> KillAfterMomentAsync(CancellationToken cancellationToken)
    {
        var moment = await moments.JustAfterOneAsync(random, cancellationToken);
        tally.Count(moment is null ? "kills in silence" : $"kills after {moment}");
        return await KillAsync();
    }

    private async Task<long> KillAsync()
    {
        var at = Now();
        await server.KillAsync();
        Made++;
        return at;
    }

    /// <summary>SIGTERM, and SIGKILL in the middle of it or not at all.</summary>
    private async Task<long> DrainAsync(CancellationToken cancellationToken)
    {
        await server.TerminateAsync();
        if (random.Next(3) > 0)
        {
            await Moments.PauseAsync(Between(0, 150));
            if (server.IsAlive)
            {
                tally.Count("kills in a drain");
                return await KillAsync();
            }
        }

        var code = await server.ExitCodeAsync(TimeSpan.FromSeconds(10)).WaitAsync(cancellationToken);
        if (code != 0)
        {
            findings.Add($"a drained server ended with {code}");
        }

        tally.Count("drains to the end");
        return Now();
    }

    /// <returns>False: it lives.</returns>
    private async Task<bool> FreezeAsync(CancellationToken cancellationToken)
    {
        await server.SuspendAsync();
        await Task.Delay(Between(50, 2_000), cancellationToken);
        await server.ContinueAsync();
        tally.Count("freezes");
        return false;
    }

    /// <returns>Whether it was killed while the disk was full.</returns>
    private async Task<bool> FillDiskAsync(CancellationToken cancellationToken)
    {
        lines.MayCut = false;
        var open = Sockets();
        var log = new FileInfo($"{server.DatabasePath}-wal");
        // Nothing can be written, or what lies beyond the end of the log.
        await server.LimitFilesAsync(random.Next(2) == 0 || !log.Exists ? 0 : log.Length);
        await Task.Delay(Between(500, 3_000), cancellationToken);
        tally.Count("full disks");
        if (random.Next(4) == 0)
        {
            await KillAsync();
            lines.MayCut = true;
            tally.Count("kills on a full disk");
            return true;
        }

        await server.LimitFilesAsync(null);
        await ShouldGoOnAsync("the disk has room again", cancellationToken);
        foreach (var socket in open.Where(socket => !socket.IsLive && !socket.HasLeft))
        {
            findings.Add($"{socket} did not outlive a full disk");
        }

        lines.MayCut = true;
        return false;
    }

    private List<SocketAudit> Sockets() =>
        [.. croupiers.Select(croupier => croupier.Current).OfType<Table>().SelectMany(table => table.Journals).Select(journal => journal.Socket).OfType<SocketAudit>().Where(socket => socket.IsLive)];

    private async Task ShouldGoOnAsync(string since, CancellationToken cancellationToken)
    {
        if (!await moments.NextAsync(Moment.CommandAccepted, ProgressMax, cancellationToken) && !cancellationToken.IsCancellationRequested)
        {
            findings.Add($"no command was accepted for {ProgressMax.TotalSeconds} s after {since}");
        }
    }

    private TimeSpan Between(int fromMs, int toMs) => TimeSpan.FromMilliseconds(random.Next(fromMs, toMs));
}
