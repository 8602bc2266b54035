using GoLive.Reports;
using Spectre.Console;

namespace GoLive.Verbs;

/// <summary>Progress bars on a terminal, plain lines elsewhere; all of it on standard error, so that standard output is the report's alone.</summary>
internal sealed class TerminalView(TextWriter errors, bool isQuiet) : IView
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(30);
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors), Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Yes });
    private readonly bool isTerminal = !Console.IsErrorRedirected && errors == Console.Error;
    private DateTimeOffset lineAt = DateTimeOffset.MinValue;
    private Bar? bar;

    public IDisposable Begin(string step)
    {
        bar = isQuiet || !isTerminal ? null : new Bar(console, step);
        return new Ending(() =>
        {
            bar?.Dispose();
            bar = null;
        });
    }

    public void Progress(double share, string what)
    {
        bar?.Show(share, what);
        if (bar is null && !isQuiet && DateTimeOffset.UtcNow - lineAt > LineEvery)
        {
            lineAt = DateTimeOffset.UtcNow;
            Say($"  {share:P0} {what}");
        }
    }

    public void Tell(StepReport step)
    {
        if (!isQuiet)
        {
            var (mark, colour) = step.Outcome switch
            {
                Outcome.Pass => ("✓", "green"),
                Outcome.Fail => ("✗", "red"),
                Outcome.Unknown => ("?", "yellow"),
                _ => ("-", "grey"),
            };
            Line($"[{colour}]{mark}[/] {Markup.Escape(step.Name)}  [grey]{Markup.Escape(step.Detail)}{(step.Milliseconds >= 1_000 ? $" ({step.Milliseconds / 1_000:0.0} s)" : "")}[/]");
            if (step.Hint.Length > 0 && step.Outcome != Outcome.Pass)
            {
                Line($"  [yellow]{Markup.Escape(step.Hint)}[/]");
            }
        }
    }

    public void Say(string line)
    {
        if (!isQuiet)
        {
            Line(Markup.Escape(line));
        }
    }

    /// <summary>Where nobody looks, lines stay whole and without colours.</summary>
    private void Line(string markup)
    {
        if (isTerminal)
        {
            console.MarkupLine(markup);
        }
        else
        {
            errors.WriteLine(Markup.Remove(markup));
        }
    }

    /// <summary>A progress bar that others move.</summary>
    private sealed class Bar : IDisposable
    {
        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task showing;
        private readonly string step;
        private ProgressTask? task;

        public Bar(IAnsiConsole console, string step)
        {
            this.step = step;
            showing = console.Progress().AutoClear(enabled: true).Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()).StartAsync(async context =>
            {
                task = context.AddTask(Markup.Escape(step));
                task.IsIndeterminate = true;
                await over.Task;
            });
        }

        public void Show(double share, string what)
        {
            if (task is { } shown)
            {
                shown.IsIndeterminate = false;
                shown.Value = share * shown.MaxValue;
                shown.Description = Markup.Escape($"{step}: {what}");
            }
        }

        public void Dispose()
        {
            over.SetResult();
            showing.GetAwaiter().GetResult();
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
