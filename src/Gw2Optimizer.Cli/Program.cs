using Gw2Optimizer.Cli.Commands;

return await OptimizerCommand.Create().Parse(args).InvokeAsync();
