using System.Text.RegularExpressions;

namespace House.Tests.Docs;

/// <summary>
/// A page of <c>docs/</c> with blocks made from the code, each between a comment that names its source and one that ends it. With
/// <c>REFRESH_DOCS=1</c> the blocks are written instead of compared.
/// </summary>
internal static partial class Page
{
    public static void ShouldBeCurrent(string name, Func<string, string> make)
    {
        var path = Path.Combine(Repository.Root, "docs", name);
        var written = File.ReadAllText(path);
        Block().Count(written).ShouldBeGreaterThan(0, $"{name} has no block.");
        var made = Block().Replace(written, block => $"{block.Groups["open"].Value}\n{make(block.Groups["source"].Value)}\n<!-- end -->");
        if (Environment.GetEnvironmentVariable("REFRESH_DOCS") == "1")
        {
            File.WriteAllText(path, made);
        }
        else
        {
            written.ShouldBe(made, $"{name} is not what the code says; REFRESH_DOCS=1 dotnet test tests/House.Tests writes it anew.");
        }
    }

    [GeneratedRegex("(?<open><!-- from (?<source>\\S+) -->)\n.*?<!-- end -->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Block();
}
