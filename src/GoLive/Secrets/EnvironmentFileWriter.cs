namespace GoLive.Secrets;

/// <summary>Changes variables in a <c>.env</c> file and leaves the rest of it as it is. Written aside and renamed: a kill leaves the old file or the new one.</summary>
internal static class EnvironmentFileWriter
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Set(string file, params IReadOnlyList<(string Name, string Value)> changes)
    {
        var lines = File.Exists(file) ? File.ReadAllLines(file).ToList() : [];
        foreach (var (name, value) in changes)
        {
            var at = lines.FindIndex(line => line.TrimStart().StartsWith($"{name}=", StringComparison.Ordinal));
            if (at >= 0)
            {
                lines[at] = $"{name}={value}";
            }
            else
            {
                lines.Add($"{name}={value}");
            }
        }

        var aside = $"{file}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(aside, options))
        {
            lines.ForEach(writer.WriteLine);
        }

        File.Move(aside, file, overwrite: true);
    }
}
