using System.Text.Json;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice;

/// <summary>The 503 of a server whose operator wants no answer without the model.</summary>
internal static class AiUnavailable
{
    public static ApiError Because(ModelReason reason, ModelDesk models) => new(
        StatusCodes.Status503ServiceUnavailable,
        ErrorCodes.AiUnavailable,
        $"The language model is not to be had ({JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString())}); try again later.")
    {
        RetryAfter = Math.Max(1, (int)Math.Ceiling(models.PauseAfter(reason).TotalSeconds)),
    };
}
