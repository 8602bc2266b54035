using System.Runtime.InteropServices;
using Gw2Optimizer.RealServer;
using Gw2Optimizer.RealServer.Deployments;
using RealStores;

const string VariablesFile = "staging.env";

if (Stores.Missing is { } missing)
{
    await Console.Error.WriteLineAsync(missing);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

await Console.Out.WriteLineAsync("Starting PostgreSQL, Redis and two nodes ...");
try
{
    await using var staging = await Staging.StartAsync(stop.Token);
    await File.WriteAllLinesAsync(VariablesFile, [.. staging.Variables.Select(one => $"{one.Name}={one.Value}")]);
    var logs = string.Concat(staging.Logs.Select(log => $" --log {log}"));
    await Console.Out.WriteLineAsync($"""

        Two nodes are up: {string.Join(" and ", staging.Cluster.Nodes.Select(node => node.Address))}; pages: {staging.Cluster.Nodes[0].Pages}
        What golive must know stands in {VariablesFile}. In another terminal, one after the other:

          golive() {"{"} dotnet run --project src/GoLive -- "$@" --env-file {VariablesFile}{logs}; {"}"}
          golive smoke
          golive validate --sign "$USER"
          golive canary --drill --percent 15 --sign "$USER"
          golive rollout --drill
          golive rollback --purge
          golive uat
          golive report

        Stop it with Ctrl+C.
        """);
    await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
}
catch (OperationCanceledException)
{
    // Asked to stop.
}
catch (Exception e) when (e is StoreFailedException or ServerFailedException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

File.Delete(VariablesFile);
return 0;
