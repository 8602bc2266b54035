using System.Collections.Concurrent;
using System.Text;

namespace Gw2Optimizer.Server.Observability.Logs;

/// <summary>The names of log events: <c>RequestRefused</c> in code is <c>request_refused</c> in the log.</summary>
internal static class EventNames
{
    private const string Unnamed = "log";

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string InSnakeCase(string? name) => string.IsNullOrEmpty(name) ? Unnamed : Known.GetOrAdd(name, Convert);

    private static string Convert(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var (index, character) in name.Index())
        {
            if (char.IsUpper(character) && index > 0 && char.IsLower(name[index - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
