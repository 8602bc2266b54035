using GoLive.Commands;

return await GoLiveCommand.Create().Parse(args).InvokeAsync();
