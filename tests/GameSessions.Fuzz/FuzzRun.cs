using System.Diagnostics;
using System.Globalization;
using GameSessions.Fuzz.Visits;

namespace GameSessions.Fuzz;

/// <summary>Visits by the thousand on two servers, one of them with its usual limits of frames, and a look at what the servers hold between.</summary>
internal sealed class FuzzRun(long frames, ulong seed, int? only)
{
    private const int Workers = 4;
    private const int VisitsPerGuest = 40;

    /// <summary>One visit in so many goes to the server with the usual limits.</summary>
    private const int LimitedEvery = 16;

    /// <summary>What the heap may be larger at the end than in the middle: 8 bytes for each frame of a million, and the noise of a short run.</summary>
    private const long HeapGrowthMax = 4_000_000;

    /// <summary>The thread pool and the pools of connections keep a few.</summary>
    private const int ThreadsMore = 8;

    private const int FilesMore = 8;

    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);
    private static readonly string[] ErrorMarks = ["level=ERROR", "Unhandled exception", "Fatal error"];
    private readonly Stopwatch watch = new();
    private long sent;
    private int visits;

    /// <returns>0: nothing was found.</returns>
    public async Task<int> RunAsync()
    {
        await using var open = await ScenarioServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "1000000"), ("SOCKET_FRAME_BURST", "1000000"), ("LOG_LEVEL", "warn"));
        await using var limited = await ScenarioServer.StartAsync(("LOG_LEVEL", "warn"));
        Profile[] profiles = [new(open, BatchMax: 250, MayBeRateLimited: false), new(limited, BatchMax: 260, MayBeRateLimited: true)];
        var canary = new Canary(open);
        Console.WriteLine($"seed {seed}, {frames} frames");
        try
        {
            if (only is { } number)
            {
                profiles = [.. profiles.Select(profile => profile with { IsStepwise = true })];
                Console.WriteLine($"{await VisitAsync(profiles, number, [])} frames in visit {number}: nothing was found");
                return 0;
            }

            await WalkAsync(profiles, canary, frames / 10);
            var warm = await SettledAsync(open, reference: null);
            Console.WriteLine($"warm:   {warm}");
            await WalkAsync(profiles, canary, frames / 2);
            var middle = await SettledAsync(open, warm);
            Console.WriteLine($"middle: {middle}");
            await WalkAsync(profiles, canary, frames);
            var end = await SettledAsync(open, warm);
            Console.WriteLine($"end:    {end}");
            if (end.HeapBytes > middle.HeapBytes + HeapGrowthMax)
            {
                throw new ViolationException($"the heap grew from {middle.HeapBytes} to {end.HeapBytes} bytes");
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sent} frames in {visits} visits, {sent / watch.Elapsed.TotalSeconds:F0} frames/s; canary: {canary.Moves} moves, answered in {canary.AnswerMs(0.5):F1} ms (median), {canary.AnswerMs(0.99):F1} (99 %), {canary.AnswerMs(1):F1} (worst); nothing was found"));
            return 0;
        }
        catch (ViolationException e)
        {
            Console.WriteLine($"FOUND with --seed {seed}: {e.Message}");
            return 1;
        }
    }

    /// <summary>Visits until so many frames are sent.</summary>
    private async Task WalkAsync(Profile[] profiles, Canary canary, long until)
    {
        watch.Start();
        using var stop = new CancellationTokenSource();
        var served = canary.PlayAsync(stop.Token);
        var reporting = ReportAsync(stop.Token);
        var working = Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(profiles, until, served))).ToList();
        try
        {
            while (working.Count > 0)
            {
                var done = await Task.WhenAny(working);
                working.Remove(done);
                await done;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reporting;
        }

        await served;
        watch.Stop();
    }

    private async Task WorkAsync(Profile[] profiles, long until, Task served)
    {
        var guests = new Dictionary<ScenarioServer, (List<Player> Players, int Visits)>();
        while (Interlocked.Read(ref sent) < until && !served.IsFaulted)
        {
            await VisitAsync(profiles, Interlocked.Increment(ref visits) - 1, guests);
        }
    }

    private async Task<int> VisitAsync(Profile[] profiles, int number, Dictionary<ScenarioServer, (List<Player> Players, int Visits)> guests)
    {
        var profile = profiles[number % LimitedEvery == LimitedEvery - 1 ? 1 : 0];
        var (players, used) = guests.GetValueOrDefault(profile.Server, ([], VisitsPerGuest));
        if (used == VisitsPerGuest)
        {
            (players, used) = ([], 0);
            for (var i = 0; i < Visit.Players; i++)
            {
                players.Add(await Player.GuestAsync(profile.Server));
            }
        }

        guests[profile.Server] = (players, used + 1);
        try
        {
            var count = await new Visit(profile, seed, number, players).RunAsync();
            Interlocked.Add(ref sent, count);
            CheckProcess(profile.Server);
            return count;
        }
        catch (Exception e) when (e is ViolationException or HttpRequestException or IOException or ShouldAssertException or TimeoutException)
        {
            throw new ViolationException($"--visit {number}: {e.Message}\nlog:\n{string.Join('\n', profile.Server.Log.Split('\n').TakeLast(20))}");
        }
    }

    private static void CheckProcess(ScenarioServer server)
    {
        if (!server.IsAlive)
        {
            throw new ViolationException($"the server ended by itself:\n{server.Log}");
        }

        var log = server.Log;
        if (ErrorMarks.Any(mark => log.Contains(mark, StringComparison.Ordinal)))
        {
            throw new ViolationException($"the server logged an error:\n{log}");
        }
    }

    /// <summary>What the server holds once every socket is closed and its pools are back where they were.</summary>
    private static async Task<Gauge> SettledAsync(ScenarioServer server, Gauge? reference)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var gauge = await Gauge.ReadAsync(server);
            if (gauge.Connections == 0 && (reference is null || (gauge.Threads <= reference.Threads + ThreadsMore && gauge.OpenFiles <= reference.OpenFiles + FilesMore)))
            {
                return gauge;
            }

            if (waited.Elapsed > SettleMax)
            {
                throw new ViolationException($"with every socket closed the server still holds {gauge}; it held {reference}");
            }
        }
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(ReportEvery, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref sent)} of {frames} frames, {watch.Elapsed.TotalSeconds:F0} s"));
        }
    }
}
