using System.Collections;
using Gw2Optimizer.Server.Commands;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "");

return await ServerCommands.RunAsync(args, new CommandContext(environment, Console.In, Console.Out, Console.Error));
