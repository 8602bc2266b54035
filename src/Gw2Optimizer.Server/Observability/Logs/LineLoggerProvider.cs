using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Sentry;

namespace Gw2Optimizer.Server.Observability.Logs;

/// <summary>Writes what is logged through <see cref="ILogger"/> as lines of <see cref="LogFormat"/>.</summary>
internal sealed class LineLoggerProvider(Settings settings, TimeProvider time, TextWriter output) : ILoggerProvider
{
    private readonly LogOutput lines = new(output, settings.LogFile);
    private readonly Func<LogLine, string> render = settings.LogFormat is LogFormat.Json ? JsonText.Render : LogfmtText.Render;

    // What others wrote into the message of an exception may hold what nobody should read.
    private readonly Scrubber scrubber = new(settings);

    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName[(categoryName.LastIndexOf('.') + 1)..], this);

    public void Dispose() => lines.Dispose();

    private void Write(LogLine line) => lines.Write(render(line));

    private sealed class LineLogger(string context, LineLoggerProvider provider) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(new LogLine(
                provider.Now,
                logLevel,
                EventNames.InSnakeCase(eventId.Name),
                context,
                RequestTrace.Current?.Id,
                formatter(state, exception),
                exception is null ? null : provider.scrubber.Clean(exception.ToString())));
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
