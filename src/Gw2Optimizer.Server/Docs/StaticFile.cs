using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Gw2Optimizer.Server.Docs;

/// <summary>A file that this process has in memory, with the ETag of its bytes; a browser asks each time whether it still has the right one.</summary>
internal sealed record StaticFile(string MediaType, byte[] Bytes)
{
    private readonly EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}\"");

    /// <summary>The file that was built into <paramref name="assembly"/>, packed or not.</summary>
    /// <exception cref="FileNotFoundException">It was not.</exception>
    public static StaticFile In(Assembly assembly, string resource, string mediaType)
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException($"{assembly.GetName().Name} has no {resource}.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return new StaticFile(mediaType, Unpack(buffer.ToArray()));
    }

    public IResult Answer(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(Bytes, MediaType, entityTag: tag);
    }

    private static byte[] Unpack(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes;
        }

        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        gzip.CopyTo(buffer);
        return buffer.ToArray();
    }
}
