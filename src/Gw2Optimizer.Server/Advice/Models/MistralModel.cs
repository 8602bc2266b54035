using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;

namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>Mistral's chat completions, whose wire format is that of OpenAI's client.</summary>
/// <remarks>The answer is read here, byte by byte, and not by the client: it must bear whatever a provider sends.</remarks>
internal sealed class MistralModel : ILanguageModel, IDisposable
{
    private const int AnswerTokensMax = 2_000;

    private readonly HttpClient http = new(new AnswerLimit(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }))
    {
        // The desk's clock decides.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly ChatClient client;
    private readonly string model;

    public MistralModel(ModelSettings settings)
    {
        model = settings.Model;
        client = new ChatClient(model, new ApiKeyCredential(settings.ApiKey ?? "none"), new OpenAIClientOptions
        {
            Endpoint = settings.Address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            EnableDistributedTracing = false,
        });
    }

    public async Task<ModelReply> AskAsync(ModelPrompt prompt, CancellationToken cancellation)
    {
        using var body = BinaryContent.Create(BinaryData.FromObjectAsJson(new
        {
            model,
            messages = new object[] { new { role = "system", content = prompt.Task }, new { role = "user", content = prompt.Facts } },
            temperature = 0,
            max_tokens = AnswerTokensMax,
            response_format = new { type = "json_object" },
        }));
        try
        {
            var result = await client.CompleteChatAsync(body, new RequestOptions { CancellationToken = cancellation, ErrorOptions = ClientErrorBehaviors.NoThrow });
            var response = result.GetRawResponse();
            return response.Status is 200 ? Read(response.Content.ToMemory()) : new ModelReply.Failed(response.Status);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ClientResultException or AggregateException)
        {
            return new ModelReply.Failed(Status: null);
        }
    }

    public void Dispose() => http.Dispose();

    internal static ModelReply.Answered Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return new ModelReply.Answered(TextIn(document.RootElement), TokensIn(document.RootElement), bytes.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half a surrogate pair in a string.
            return new ModelReply.Answered(Text: null, Tokens: null, bytes.Length);
        }
    }

    private static string? TextIn(JsonElement answer) =>
        Property(answer, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0
        && Property(choices[0], "message") is { } message && Property(message, "content") is { ValueKind: JsonValueKind.String } content
            ? content.GetString()
            : null;

    private static long? TokensIn(JsonElement answer) =>
        Property(answer, "usage") is { } usage && Property(usage, "total_tokens") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt64(out var tokens)
            ? tokens
            : null;

    private static JsonElement? Property(JsonElement of, string name) => of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : null;
}
