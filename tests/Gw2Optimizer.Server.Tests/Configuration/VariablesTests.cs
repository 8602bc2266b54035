using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Tests.Configuration;

public partial class VariablesTests
{
    [Fact]
    public void The_example_file_names_every_variable_that_is_read_or_that_compose_asks_for_and_no_other()
    {
        var variables = new Variables(new Dictionary<string, string>());
        SettingsReader.Read(variables);
        var demanded = Demanded().Matches(File.ReadAllText(AtRoot("docker-compose.prod.yml"))).Select(match => match.Groups["name"].Value).ToList();
        demanded.ShouldNotBeEmpty();
        NamesIn(File.ReadAllLines(AtRoot(".env.production.example"))).ShouldBe(variables.Asked.Union(demanded), ignoreOrder: true);
    }

    [Fact]
    public void Without_any_variable_the_defaults_hold()
    {
        var variables = new Variables(new Dictionary<string, string> { ["PORT"] = " ", ["SECRET_KEY"] = "" });
        var settings = SettingsReader.Read(variables);
        variables.Problems.ShouldBeEmpty();
        (settings.Environment, settings.Port, settings.WebPort, settings.Bind.ToString()).ShouldBe((DeploymentEnvironment.Development, 8000, 5173, "127.0.0.1"));
        (settings.SecureCookies, settings.SecretKey, settings.Database).ShouldBe((false, null, new DatabaseTarget.Sqlite(Path.Combine("./data", "gw2optimizer.db"))));
    }

    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("  export A = 1 # note", "1")]
    [InlineData("A=\"a # b\"", "a # b")]
    [InlineData("A='x'", "x")]
    [InlineData("A=p#q=r", "p#q=r")]
    [InlineData("A=", "")]
    public void A_line_of_a_variable_file_is_read_as_shells_do(string line, string value) => EnvironmentFile.Parse([line])["A"].ShouldBe(value);

    private static IEnumerable<string> NamesIn(IEnumerable<string> lines) => lines
        .Select(line => line.TrimStart('#'))
        .Where(line => line.Length > 0 && char.IsAsciiLetterUpper(line[0]) && line.Contains('=', StringComparison.Ordinal))
        .Select(line => line[..line.IndexOf('=', StringComparison.Ordinal)]);

    private static string AtRoot(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..", file);

    /// <summary>Compose does not start without it.</summary>
    [GeneratedRegex(@"\$\{(?<name>\w+):\?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Demanded();
}
