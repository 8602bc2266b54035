using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace House.Tests.Docs;

/// <summary><c>deploy/slo.yaml</c>.</summary>
internal sealed partial class SloFile
{
    public List<Slo> Slo { get; set; } = [];

    public static List<Slo> Read() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build()
        .Deserialize<SloFile>(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "slo.yaml"))).Slo;
}

internal sealed partial class Slo
{
    public string What { get; set; } = "";

    public string Unit { get; set; } = "";

    public string Query { get; set; } = "";

    public Dictionary<string, string>? Goal { get; set; }

    public Dictionary<string, string>? Staging { get; set; }

    public Dictionary<string, string>? Canary { get; set; }

    public Dictionary<string, string>? Alert { get; set; }

    /// <summary>The metrics that the query asks for.</summary>
    public IEnumerable<string> Series => Metric().Matches(Query).Select(match => match.Value.Replace("_bucket", "", StringComparison.Ordinal));

    [GeneratedRegex("(?:game|ws)_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Metric();
}
