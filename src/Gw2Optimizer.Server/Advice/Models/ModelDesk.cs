using System.Text.Json;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>Why an answer is the solver's alone.</summary>
internal enum ModelReason
{
    NoKey,
    OffPeak,
    Budget,
    Timeout,
    BreakerOpen,
    ProviderError,
    BadAnswer,
}

/// <summary>What came of asking the model: an answer of use, or why there is none.</summary>
internal readonly record struct ModelOutcome<T>(T? Value, ModelReason? Reason)
    where T : class;

/// <summary>Asks the model under all the guards that there are: hours, budget, breaker, one retry, and a time for both tries.</summary>
internal sealed partial class ModelDesk(
    ModelSettings settings, ILanguageModel model, Breaker breaker, TokenBudget budget, FeatureMetrics metrics, TimeProvider time, ILogger<ModelDesk> log)
{
    private const int Tries = 2;

    /// <summary>A tokenizer makes some four bytes of English a token; for what no provider counted.</summary>
    private const int BytesPerToken = 4;

    private const int Unauthorized = 401;
    private const int TooManyRequests = 429;

    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(1);

    /// <summary>Whether a question would go out at this hour, as far as that is known without asking anybody.</summary>
    public bool MayBeAsked => settings.ApiKey is not null && settings.OffPeak?.Covers(time.GetUtcNow()) is not true && breaker.State is not BreakerState.Open;

    /// <param name="read">What the answer means; null: it is of no use.</param>
    /// <exception cref="OperationCanceledException">The caller has left.</exception>
    public async Task<ModelOutcome<T>> AskAsync<T>(ModelPrompt prompt, Func<JsonElement, T?> read, CancellationToken caller)
        where T : class
    {
        if (settings.ApiKey is null)
        {
            return Without<T>(ModelReason.NoKey);
        }

        if (settings.OffPeak?.Covers(time.GetUtcNow()) is true)
        {
            return Without<T>(ModelReason.OffPeak);
        }

        using var deadline = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, caller);
        ModelReason? failure = null;
        for (var i = 0; i < Tries; i++)
        {
            if (!await budget.HasAnyAsync())
            {
                return Without<T>(failure ?? ModelReason.Budget);
            }

            if (!breaker.TryEnter())
            {
                return Without<T>(failure ?? ModelReason.BreakerOpen);
            }

            var outcome = await TryAsync(prompt, read, either.Token, caller);
            if (outcome.Reason is null or ModelReason.Timeout)
            {
                return outcome;
            }

            failure = outcome.Reason;
        }

        return Without<T>(failure!.Value);
    }

    /// <summary>When asking again may be of use.</summary>
    public TimeSpan PauseAfter(ModelReason reason) => reason switch
    {
        ModelReason.OffPeak => settings.OffPeak!.LeftAt(time.GetUtcNow()),
        ModelReason.Budget => budget.UntilTomorrow,
        _ => breaker.RestLeft > TimeSpan.Zero ? breaker.RestLeft : UsualPause,
    };

    private static ModelOutcome<T> Without<T>(ModelReason reason)
        where T : class => new(Value: null, reason);

    private async Task<ModelOutcome<T>> TryAsync<T>(ModelPrompt prompt, Func<JsonElement, T?> read, CancellationToken either, CancellationToken caller)
        where T : class
    {
        metrics.ModelAsked();
        try
        {
            switch (await model.AskAsync(prompt, either))
            {
                case ModelReply.Answered answered:
                    await SpendAsync(TokensOf(answered, prompt));
                    if (Understand(answered.Text, read) is { } value)
                    {
                        breaker.Succeed();
                        return new ModelOutcome<T>(value, Reason: null);
                    }

                    return Fail<T>(ModelReason.BadAnswer, status: 200);
                case ModelReply.Failed failed:
                    return Fail<T>(ModelReason.ProviderError, failed.Status);
                case var other:
                    throw new InvalidOperationException($"{other.GetType().Name} is no reply.");
            }
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // Nobody tells what it cost; the question at least was read.
            await SpendAsync(prompt.Bytes / BytesPerToken);
            return Fail<T>(ModelReason.Timeout, status: null);
        }
        catch
        {
            breaker.Abandon();
            throw;
        }
    }

    private ModelOutcome<T> Fail<T>(ModelReason reason, int? status)
        where T : class
    {
        breaker.Fail(atOnce: status is Unauthorized or TooManyRequests);
        metrics.ModelFailed();
        Failed(log, reason, status);
        return Without<T>(reason);
    }

    private async Task SpendAsync(long tokens)
    {
        metrics.ModelUsed(tokens);
        await budget.SpendAsync(tokens);
    }

    /// <summary>No text has more tokens than bytes.</summary>
    private static long TokensOf(ModelReply.Answered answered, ModelPrompt prompt)
    {
        var bytes = prompt.Bytes + answered.Bytes;
        return answered.Tokens is > 0 and var told && told <= bytes ? told : bytes / BytesPerToken;
    }

    private static T? Understand<T>(string? text, Func<JsonElement, T?> read)
        where T : class
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The language model was of no use: {Reason}, status {Status}.")]
    private static partial void Failed(ILogger log, ModelReason reason, int? status);
}
