using System.CommandLine;
using System.Globalization;
using GameSessions.Load;
using GameSessions.Load.PostgreSql;
using GameSessions.Load.Results;

var sections = new Argument<string[]>("sections") { Description = "What to measure.", DefaultValueFactory = _ => ["all"] };
sections.AcceptOnlyFromAmong(["all", .. Sections.Names, PostgreSqlSections.All, .. PostgreSqlSections.Names]);
var scale = new Option<string>("--scale") { Description = "How much of everything.", DefaultValueFactory = _ => "full" };
scale.AcceptOnlyFromAmong("small", "full");
var peers = new Option<string>("--peers") { Description = "Which systems, by commas.", DefaultValueFactory = _ => string.Join(',', Peer.All.Select(peer => peer.Name)) };
peers.Validators.Add(result =>
{
    foreach (var unknown in Split(result.GetValueOrDefault<string>()).Except(Peer.All.Select(peer => peer.Name)))
    {
        result.AddError($"There is no peer {unknown}.");
    }
});
var rounds = new Option<int?>("--rounds") { Description = "Each figure is the median of so many (full: 3, small: 1)." };
var record = new Option<bool>("--record") { Description = "Writes the figures into benchmarks/results.md." };
var root = new RootCommand("Measures the engine and its peers in one run, with clients that speak raw frames.") { sections, scale, peers, rounds, record };
root.SetAction(async (options, _) =>
{
    var asked = options.GetValue(sections)!;
    var names = asked.Contains("all") ? Sections.Names : asked.SelectMany(name => name == PostgreSqlSections.All ? PostgreSqlSections.Names : [name]);
    var systems = Peer.All.Where(peer => Split(options.GetValue(peers)).Contains(peer.Name)).ToList();
    var command = $"dotnet run -c Release --project benchmarks/GameSessions.Load -- {string.Join(' ', args)}";
    var text = $"## {DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, commit {Checkout.Commit()}\n\n`{command.Trim()}`, {Environment.ProcessorCount} cores\n";
    var isFull = options.GetValue(scale) == "full";
    foreach (var name in names)
    {
        var report = await (PostgreSqlSections.Names.Contains(name) ? MeasurePostgreSqlAsync(name, isFull, options.GetValue(rounds)) : MeasureAsync(name, systems, isFull, options.GetValue(rounds)));
        text += $"\n### {name}\n\n{report.Write()}";
        Console.WriteLine(report.Write());
    }

    if (options.GetValue(record))
    {
        await ResultsFile.AddAsync(text);
    }

    return 0;
});
return await root.Parse(args).InvokeAsync();

static async Task<Report> MeasureAsync(string name, IReadOnlyList<Peer> systems, bool isFull, int? rounds)
{
    var size = isFull ? Scale.Full : Scale.Small;
    size = size with { Rounds = rounds ?? size.Rounds };
    var report = new Report { Columns = name == "growth" ? [.. size.StoredGames.Select(games => $"{games} games")] : [.. systems.Select(peer => peer.Name)] };
    await new Sections(systems, size, report).RunAsync(name);
    return report;
}

static async Task<Report> MeasurePostgreSqlAsync(string name, bool isFull, int? rounds)
{
    var size = isFull ? PostgreSqlScale.Full : PostgreSqlScale.Small;
    var sections = new PostgreSqlSections(size with { Rounds = rounds ?? size.Rounds });
    return await sections.RunAsync(name);
}

static string[] Split(string? names) => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
