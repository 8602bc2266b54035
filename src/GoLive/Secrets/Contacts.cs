using GoLive.Reports;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace GoLive.Secrets;

/// <summary>Who is called in an emergency.</summary>
internal static class Contacts
{
    private static readonly string[] Roles = ["on_call", "devops_lead", "database_admin", "security_team"];
    private static readonly string[] Placeholders = ["<", "[", "changeme", "change-me", "change_me", "todo", "example", "placeholder", "xxx", "${"];

    public static bool IsPlaceholder(string value) => Placeholders.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static Finding Judge(string file)
    {
        try
        {
            var contacts = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string?>>(File.ReadAllText(file)) ?? [];
            var nobody = Roles.Where(role => contacts.GetValueOrDefault(role) is not { Length: > 0 } who || IsPlaceholder(who)).ToList();
            return nobody.Count == 0 ? Finding.Pass(string.Join(", ", Roles)) : Finding.Fail($"nobody is {string.Join(", ", nobody)}", $"Write a telephone number or a channel for each into {file}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException)
        {
            return Finding.Fail($"{file}: {e.Message}", "Run it where that file is, or name another with --contacts.");
        }
    }
}
