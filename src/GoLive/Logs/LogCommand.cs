namespace GoLive.Logs;

/// <summary>A program that prints the log since a time: journalctl, or docker-compose.</summary>
/// <param name="arguments">Of the time of the mark.</param>
internal sealed class LogCommand(string program, Func<DateTimeOffset, IReadOnlyList<string>> arguments, TimeProvider time) : ILogSource
{
    private DateTimeOffset mark;

    public string Name => $"{program} {string.Join(' ', arguments(time.GetUtcNow()))}";

    public static LogCommand Journal(string unit, TimeProvider time) =>
        new("journalctl", since => ["--unit", unit, "--since", $"@{since.ToUnixTimeSeconds()}", "--output", "cat", "--no-pager"], time);

    public static LogCommand Compose(string file, TimeProvider time) =>
        new(Tool.Compose, since => ["--file", file, "logs", "--no-log-prefix", "--no-color", "--since", since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), "backend"], time);

    public async Task MarkAsync(CancellationToken cancellationToken)
    {
        mark = time.GetUtcNow();
        await ReadAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(program, arguments(mark), cancellationToken);
        return result.ExitCode == 0 ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new IOException($"{Name} ended with {result.ExitCode}: {result.Errors.Trim()}");
    }
}
