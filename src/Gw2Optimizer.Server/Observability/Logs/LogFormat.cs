namespace Gw2Optimizer.Server.Observability.Logs;

internal enum LogFormat
{
    Logfmt,
    Json,
}
