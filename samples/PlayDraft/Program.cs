using System.CommandLine;
using System.CommandLine.Parsing;
using Gw2Optimizer.RealServer;
using PlayDraft;

var cut = new Option<int>("--cut") { Description = "How many TCP connections to reset, some in the middle of a frame.", DefaultValueFactory = _ => 20 };
var kill = new Option<int?>("--kill") { Description = "How often to kill the server with SIGKILL and start it again (3; 0 with --url)." };
var seed = new Option<int?>("--seed") { Description = "Makes the same moves and plans the same faults again." };
var url = new Option<Uri?>("--url") { Description = "A server that runs already, http only. Default: one of its own, on free ports and a folder of its own.", CustomParser = ParseUrl };
var format = new Option<string>("--format") { Description = "Which draft.", DefaultValueFactory = _ => "duel-5" };
var pace = new Option<int>("--pace") { Description = "Milliseconds that a captain takes for a move, on average.", DefaultValueFactory = _ => 1_000 };
format.AcceptOnlyFromAmong("duel-5", "duel-10");
foreach (var count in new[] { cut, pace })
{
    count.Validators.Add(result => Refuse(result, result.GetValueOrDefault<int>() < 0));
}

kill.Validators.Add(result => Refuse(result, result.GetValueOrDefault<int?>() < 0));
var root = new RootCommand("Plays a draft with two clients, cuts their connections and kills the server all the while, and compares what everybody saw with the log.")
{
    cut, kill, seed, url, format, pace,
};
root.Validators.Add(result =>
{
    if (result.GetResult(url) is { Implicit: false } && result.GetResult(kill) is { Implicit: false })
    {
        result.AddError("A server that was started by somebody else is not killed: --url or --kill.");
    }
});
root.SetAction(async (options, cancellation) =>
{
    var settings = new DraftSettings(
        options.GetValue(cut),
        options.GetValue(kill) ?? (options.GetValue(url) is null ? 3 : 0),
        options.GetValue(seed) ?? Random.Shared.Next(),
        options.GetValue(url),
        options.GetValue(format)!,
        TimeSpan.FromMilliseconds(options.GetValue(pace)));
    try
    {
        return await DraftRun.PlayAsync(settings, cancellation) ? 0 : 1;
    }
    catch (Exception e) when (e is DraftFailedException or ServerFailedException or HttpRequestException or OperationCanceledException)
    {
        Console.Error.WriteLine($"stopped: {e.Message}");
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();

static Uri? ParseUrl(ArgumentResult result)
{
    if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme == "http")
    {
        return address;
    }

    result.AddError("--url is an http address.");
    return null;
}

static void Refuse(OptionResult result, bool isNegative)
{
    if (isNegative)
    {
        result.AddError($"{result.Option.Name} is 0 or more.");
    }
}
