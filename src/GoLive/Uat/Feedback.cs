using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Uat;

/// <summary>What testers said: a form for them, or what they made of it.</summary>
internal static class Feedback
{
    private const string Step = "feedback";

    private const string Form = """
        # Feedback of the testers

        One line a finding. P1: nobody can go on. P2: somebody cannot. Give it back with `golive uat --feedback FILE`.

        | tester | device and network | time felt until back | what was wrong on the page | screenshot |
        | --- | --- | --- | --- | --- |
        |  |  |  |  |  |

        """;

    /// <param name="file">Null: nobody was asked yet.</param>
    public static Finding Read(Run run, FileInfo? file)
    {
        var said = file is { Exists: true } ? File.ReadAllText(file.FullName) : "";
        foreach (var line in said.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("P1", StringComparison.Ordinal) || line.StartsWith("P2", StringComparison.Ordinal)))
        {
            run.Findings.Add(new FindingReport(line[..2], line[2..].Trim(' ', ':', '-'), Step));
        }

        run.Folder.Write("feedback.md", said.Length > 0 ? said : Form);
        return file is { Exists: false } ? Finding.Unknown($"{file.FullName} is not there")
            : run.Findings.Any(finding => finding.Step == Step && finding.Priority == "P1") ? Finding.Fail("testers found a P1")
            : Finding.Pass(said.Length > 0 ? $"{run.Findings.Count} findings" : "feedback.md waits for testers");
    }
}
