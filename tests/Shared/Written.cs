using House.Tests;

namespace GameSessions.Testing;

/// <summary>A file that is made from the code. With <c>REFRESH_DOCS=1</c> it is written instead of compared.</summary>
internal static class Written
{
    /// <param name="path">From the root of the repository.</param>
    /// <param name="project">The tests that write it.</param>
    public static void ShouldBeCurrent(string path, string made, string project)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("REFRESH_DOCS") == "1")
        {
            File.WriteAllText(file, made);
        }
        else
        {
            File.ReadAllText(file).ShouldBe(made, $"{path} is not what the code says; REFRESH_DOCS=1 dotnet test {project} writes it anew.");
        }
    }
}
