using System.Reflection;

namespace Gw2Optimizer.Cli.Tests.Squads;

/// <summary>The command as a player starts it, in this process. One at a time: the console is one.</summary>
internal static class CommandLine
{
    private static readonly Lock Console = new();

    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        lock (Console)
        {
            var (output, error) = (System.Console.Out, System.Console.Error);
            using var said = new StringWriter();
            using var complained = new StringWriter();
            System.Console.SetOut(said);
            System.Console.SetError(complained);
            try
            {
                var code = (int)Assembly.Load("optimizer").EntryPoint!.Invoke(obj: null, [arguments])!;
                return (code, said.ToString(), complained.ToString());
            }
            finally
            {
                System.Console.SetOut(output);
                System.Console.SetError(error);
            }
        }
    }
}
