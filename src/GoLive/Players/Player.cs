using GoLive.Probes;

namespace GoLive.Players;

/// <summary>A guest of the server who plays for a verb.</summary>
internal sealed class Player(Api api)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(20);
    private string? token;
    private string refresh = "";
    private DateTimeOffset tokenUntil;

    /// <summary>An access token that holds for some minutes yet.</summary>
    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (token is null)
        {
            Keep((await api.PostAsync("/api/v1/auth/guest", token: null, new { }, cancellationToken)).RequireStatus(200, 201));
        }
        else if (DateTimeOffset.UtcNow > tokenUntil)
        {
            Keep((await api.PostAsync("/api/v1/auth/refresh", token: null, new { refresh_token = refresh }, cancellationToken)).RequireStatus(200));
        }

        return token!;
    }

    public async Task<ApiAnswer> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        await api.CallAsync(method, path, await TokenAsync(cancellationToken), body, cancellationToken);

    private void Keep(ApiAnswer answer)
    {
        token = answer.Require("access_token");
        refresh = answer.Require("refresh_token");
        tokenUntil = DateTimeOffset.UtcNow + TokenLife;
    }
}
