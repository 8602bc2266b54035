using System.Runtime.CompilerServices;
using GoLive.Gates;

namespace GoLive.Tests.Monitoring;

/// <summary>The checkout that these tests were built from, and what it deploys.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static SloFile Slo { get; } = SloFile.Read(PathOf(SloFile.DefaultPath));

    public static IEnumerable<Alert> Alerts => Slo.Slos.SelectMany(slo => slo.Alerts);

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
