using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Observability.Logs;

internal static class LogFeature
{
    public static void AddLines(this IServiceCollection services, Settings settings, TimeProvider time, TextWriter output) => services.AddLogging(logging =>
    {
        logging.SetMinimumLevel(settings.LogLevel);

        // The framework tells each request in five lines of its own.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.Services.AddSingleton<ILoggerProvider>(_ => new LineLoggerProvider(settings, time, output));
    });
}
