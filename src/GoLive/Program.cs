using System.CommandLine;
using GoLive.Commands;

// Whoever interrupts a verb waits for what tidies up after it: two seconds, the default, are too few to drop a database.
return await GoLiveCommand.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
