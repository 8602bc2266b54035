namespace House.Tests.Docs;

/// <summary>A region of a source file, as it stands there but for the indentation that all of it shares.</summary>
internal static class Quote
{
    /// <param name="source"><c>path/File.cs#region</c>.</param>
    public static string Of(string source)
    {
        var (path, region) = source.Split('#') is [var file, var name] ? (file, name) : throw new FormatException($"{source} is not path#region.");
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, path));
        var start = Array.FindIndex(lines, line => line.Trim() == $"#region {region}");
        start.ShouldBeGreaterThanOrEqualTo(0, $"{path} has no region {region}.");
        var end = Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
        var quoted = lines[(start + 1)..end];
        var indentation = quoted.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return $"```csharp\n{string.Join('\n', quoted.Select(line => line.Length == 0 ? line : line[indentation..]))}\n```";
    }
}
