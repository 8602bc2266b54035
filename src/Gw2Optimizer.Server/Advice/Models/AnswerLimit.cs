namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>Reads no more of an answer than <see cref="BytesMax"/>, whatever the provider sends; what is longer counts as an answer without a body.</summary>
internal sealed class AnswerLimit : DelegatingHandler
{
    public const int BytesMax = 256 * 1024;

    public AnswerLimit(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        using var source = response.Content;
        var content = new ByteArrayContent(await ReadAsync(source, cancellationToken));
        content.Headers.ContentType = source.Headers.ContentType;
        response.Content = content;
        return response;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > BytesMax)
        {
            return [];
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int got; (got = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + got > BytesMax)
            {
                return [];
            }

            read.Write(buffer, 0, got);
        }

        return read.ToArray();
    }
}
