namespace GameSessions.Load.Results;

/// <summary><c>benchmarks/results.md</c>: a chapter a run, the newest first.</summary>
internal static class ResultsFile
{
    private const string Head = "# Results\n\nEach chapter is one run, the newest first; figures of different runs do not compare, the ratios inside one do. [README](README.md) says what each means.\n";

    public static async Task AddAsync(string chapter)
    {
        var path = Checkout.PathTo("benchmarks", "results.md");
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path) : Head;
        var at = text.IndexOf("\n## ", StringComparison.Ordinal) is var first and >= 0 ? first : text.Length;
        await File.WriteAllTextAsync(path, $"{text[..at]}\n{chapter}{text[at..]}");
    }
}
