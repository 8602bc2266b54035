using System.CommandLine;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary>Makes commands of verbs.</summary>
internal static class VerbCommand
{
    /// <param name="create">Of the settings and what else was said; throws a <see cref="UsageException"/> where that makes no sense.</param>
    public static Command Create(string name, string description, IEnumerable<Symbol> symbols, Func<Settings, ParseResult, Verb> create)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var settings = CommonOptions.Read(parsed, TimeProvider.System);
                await using var verb = create(settings, parsed);
                return await new VerbRunner(name, verb, settings, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(cancellation);
            }
            catch (UsageException e)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Hint.Length > 0 ? $"{e.Message}\n{e.Hint}" : e.Message);
                return ExitCodes.Usage;
            }
        });
        return command;
    }
}
