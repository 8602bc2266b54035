using System.Buffers;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Gw2Optimizer.Server.Docs;

/// <summary>A file that this process has in memory, with the ETag of its bytes. It travels packed where the caller can unpack it; packing is done once, at the first such call.</summary>
internal sealed record StaticFile(string MediaType, byte[] Bytes)
{
    /// <summary>Of a quality that costs a fraction of a second for the largest file.</summary>
    private const int BrotliQuality = 9;
    private const int BrotliWindow = 22;

    private readonly string tag = Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16];
    private readonly Lazy<byte[]> brotli = new(() => PackBrotli(Bytes));
    private readonly Lazy<byte[]> gzip = new(() => PackGzip(Bytes));

    /// <summary>By itself: a browser asks each time whether it still has the right one.</summary>
    public string CacheControl { get; init; } = "no-cache";

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
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding.Where(one => one.Quality is not 0).Select(one => one.Value.Value).ToList();
        var (encoding, bytes) = accepted.Contains("br", StringComparer.OrdinalIgnoreCase) ? ("br", brotli.Value)
            : accepted.Contains("gzip", StringComparer.OrdinalIgnoreCase) ? ("gzip", gzip.Value)
            : (null, Bytes);
        http.Response.Headers.CacheControl = CacheControl;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (encoding is not null)
        {
            http.Response.Headers.ContentEncoding = encoding;
        }

        return Results.Bytes(bytes, MediaType, entityTag: new EntityTagHeaderValue(encoding is null ? $"\"{tag}\"" : $"\"{tag}-{encoding}\""));
    }

    private static byte[] Unpack(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes;
        }

        using var unpacking = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        unpacking.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static byte[] PackBrotli(byte[] bytes)
    {
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            return BrotliEncoder.TryCompress(bytes, packed, out var length, BrotliQuality, BrotliWindow) ? packed[..length]
                : throw new InvalidOperationException("A file does not fit where it must.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private static byte[] PackGzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var packing = new GZipStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            packing.Write(bytes);
        }

        return buffer.ToArray();
    }
}
