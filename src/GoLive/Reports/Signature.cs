using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GoLive.Reports;

/// <summary>Somebody's word on a run: <c>signature-NAME.json</c> beside its manifest.</summary>
/// <param name="Decision">What is signed: the run's decision.</param>
/// <param name="ManifestSha256">The manifest that was signed; it names every file of the run by its hash.</param>
/// <param name="PublicKey">ECDSA P-256, SubjectPublicKeyInfo, base64.</param>
/// <param name="Value">Over name, decision, time and manifest hash, base64.</param>
internal sealed record Signature(string Name, string Decision, DateTimeOffset At, string ManifestSha256, string PublicKey, string Value)
{
    public const string FilePrefix = "signature-";

    private static readonly HashAlgorithmName Hash = HashAlgorithmName.SHA256;

    /// <summary>Signs a sealed run.</summary>
    /// <exception cref="UsageException">Its files are no longer what its manifest says.</exception>
    public static Signature Sign(string folder, string decision, string name, SigningKey key, DateTimeOffset now)
    {
        var changed = Manifest.Read(folder).Differences(folder);
        if (changed.Count > 0)
        {
            throw new UsageException($"{folder} was changed after its run: {string.Join(", ", changed)}", "Nobody can sign it any more: run the verb again.");
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var manifest = Convert.ToHexStringLower(SHA256.HashData(Manifest.Bytes(folder)));
        var signature = new Signature(name, decision, at, manifest, key.PublicKey, Convert.ToBase64String(key.Sign(Words(name, decision, at, manifest), Hash)));
        File.WriteAllText(Path.Combine(folder, $"{FilePrefix}{Safe(name)}.json"), JsonSerializer.Serialize(signature, EvidenceJson.Options));
        return signature;
    }

    /// <summary>The signatures of a run that hold: by their own key, over the manifest that is there, of files that are as they were.</summary>
    public static IReadOnlyList<Signature> ReadValid(string folder)
    {
        var manifest = Convert.ToHexStringLower(SHA256.HashData(Manifest.Bytes(folder)));
        return Manifest.Read(folder).Differences(folder).Count > 0
            ? []
            : [.. Directory.EnumerateFiles(folder, $"{FilePrefix}*.json").Order(StringComparer.Ordinal).Select(Read).OfType<Signature>().Where(one => one.ManifestSha256 == manifest && one.Holds())];
    }

    private bool Holds()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(PublicKey), out _);
            return key.VerifyData(Words(Name, Decision, At, ManifestSha256), Convert.FromBase64String(Value), Hash);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static Signature? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Signature>(File.ReadAllText(file), EvidenceJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Words(string name, string decision, DateTimeOffset at, string manifest) => Encoding.UTF8.GetBytes($"{name}\n{decision}\n{at.ToUnixTimeMilliseconds()}\n{manifest}");

    private static string Safe(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
}

/// <summary>An operator's key, made on its first use.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa pair;

    private SigningKey(ECDsa pair) => this.pair = pair;

    public string PublicKey => Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo());

    /// <param name="file">PEM, readable by its owner only.</param>
    /// <exception cref="UsageException">It can be neither read nor made.</exception>
    public static SigningKey ReadOrCreate(string file)
    {
        try
        {
            return File.Exists(file) ? Read(file) : Create(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new UsageException($"The key {file} cannot be used: {e.Message}", "GOLIVE_KEYS names another folder for keys.");
        }
    }

    private static SigningKey Read(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return new SigningKey(key);
    }

    private static SigningKey Create(string file)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(key.ExportPkcs8PrivateKeyPem());
        return new SigningKey(key);
    }

    public byte[] Sign(byte[] data, HashAlgorithmName hash) => pair.SignData(data, hash);

    public void Dispose() => pair.Dispose();
}
