namespace Gw2Optimizer.Cli.Tests;

/// <summary>A folder for one test, gone with it.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("optimizer-");

    public static string Older => Recorded("older");

    public static string Newer => Recorded("newer");

    public string Path(params string[] parts) => System.IO.Path.Combine([folder.FullName, .. parts]);

    public void Dispose() => folder.Delete(recursive: true);

    private static string Recorded(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Recorded", name);
}
