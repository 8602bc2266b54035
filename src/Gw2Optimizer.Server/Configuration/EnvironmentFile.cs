namespace Gw2Optimizer.Server.Configuration;

/// <summary>
/// The variables of a <c>.env</c> file: <c>NAME=value</c> a line, <c>#</c> comments, an optional <c>export</c>, single or double quotes.
/// </summary>
internal static class EnvironmentFile
{
    private const string DefaultPath = ".env";

    /// <summary>The process environment over the file that <c>ENV_FILE</c> names, else over <c>.env</c> where there is one.</summary>
    /// <exception cref="FileNotFoundException"><c>ENV_FILE</c> names a file that is not there.</exception>
    public static IReadOnlyDictionary<string, string> Under(IReadOnlyDictionary<string, string> environment)
    {
        var named = environment.GetValueOrDefault("ENV_FILE");
        if (!string.IsNullOrWhiteSpace(named) && !File.Exists(named))
        {
            throw new FileNotFoundException($"ENV_FILE names {named}, which does not exist.", named);
        }

        var path = string.IsNullOrWhiteSpace(named) ? DefaultPath : named;
        var merged = File.Exists(path) ? Parse(File.ReadLines(path)) : [];
        foreach (var (name, value) in environment)
        {
            merged[name] = value;
        }

        return merged;
    }

    internal static Dictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.StartsWith("export ", StringComparison.Ordinal))
            {
                text = text["export ".Length..].TrimStart();
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && text[0] != '#')
            {
                values[text[..equals].TrimEnd()] = Unquote(text[(equals + 1)..].Trim());
            }
        }

        return values;
    }

    private static string Unquote(string value)
    {
        if (value.Length > 0 && value[0] is '"' or '\'')
        {
            var end = value.IndexOf(value[0], 1);
            return end > 0 ? value[1..end] : value;
        }

        // A # inside a word belongs to it: passwords and colours have them.
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment >= 0 ? value[..comment].TrimEnd() : value;
    }
}
