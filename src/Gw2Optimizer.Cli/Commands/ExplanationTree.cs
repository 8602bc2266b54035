using System.Globalization;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Cli.Commands;

/// <summary>Writes where a number comes from as an indented tree, each line the sum or the product of those below it.</summary>
internal static class ExplanationTree
{
    public static void Write(TextWriter output, Explanation explanation, int depth = 0)
    {
        var sign = explanation.Kind switch
        {
            ExplanationKind.Sum when explanation.Parts.Count > 0 => " (sum of)",
            ExplanationKind.Product => " (product of)",
            _ => "",
        };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', 2 * depth)}{explanation.Value:0.######} {explanation.Label}{sign}"));
        foreach (var part in explanation.Parts)
        {
            Write(output, part, depth + 1);
        }
    }
}
