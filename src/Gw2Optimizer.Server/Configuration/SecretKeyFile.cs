using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>The key of a server that was given none: drawn once, kept in the data folder, readable by its owner only.</summary>
internal static class SecretKeyFile
{
    private const string FileName = "secret.key";

    /// <summary>384 random bits, 64 characters as base64url.</summary>
    private const int KeyBytes = 48;

    public static string ReadOrCreate(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = File.ReadAllText(path).Trim();
        return SecretKeyRules.Fault(key) is { } fault ? throw new InvalidDataException($"The key in {path} {fault}.") : key;
    }

    private static void Create(string path)
    {
        // Written aside and linked in one step, so that two processes that start together agree on one key.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
