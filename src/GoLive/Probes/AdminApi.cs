using GoLive.Verbs;

namespace GoLive.Probes;

/// <summary>The API as a superuser may use it. Signs in when it must, and again when the token has run out.</summary>
internal sealed class AdminApi(Api api, Settings settings)
{
    private const string Who = "GOLIVE_ADMIN_EMAIL and GOLIVE_ADMIN_PASSWORD name a superuser; the server's verb create-admin makes one.";
    private string? token;

    /// <exception cref="ProbeException">Nobody answers, or not a superuser's credentials.</exception>
    public Task<ApiAnswer> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) => CallAsync(api, method, path, body, cancellationToken);

    /// <summary>Of every node, in their order.</summary>
    public async Task<IReadOnlyList<ApiAnswer>> GetOfAllAsync(string path, CancellationToken cancellationToken)
    {
        var answers = new List<ApiAnswer>();
        foreach (var node in settings.Servers)
        {
            answers.Add(await CallAsync(api.On(node), HttpMethod.Get, path, body: null, cancellationToken));
        }

        return answers;
    }

    private async Task<ApiAnswer> CallAsync(Api node, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var known = token is not null;
        token ??= await SignInAsync(cancellationToken);
        var answer = await node.CallAsync(method, path, token, body, cancellationToken);
        if (answer.Status == 401 && known)
        {
            token = await SignInAsync(cancellationToken);
            answer = await node.CallAsync(method, path, token, body, cancellationToken);
        }

        return answer.Status is 401 or 403 ? throw ProbeException.Unknown($"{answer}", Who) : answer;
    }

    /// <summary>The log of a game: how far it is, and how far everybody has acknowledged it.</summary>
    public async Task<(long Head, long Floor)> FindGameAsync(string game, CancellationToken cancellationToken)
    {
        var answer = (await CallAsync(HttpMethod.Get, $"/api/v1/admin/games/{game}", body: null, cancellationToken)).RequireStatus(200);
        var json = answer.Json ?? throw ProbeException.Fail($"{answer} without JSON");
        return (json.GetProperty("head").GetInt64(), json.GetProperty("floor").GetInt64());
    }

    private async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        if (settings.Variables.GetValueOrDefault("GOLIVE_ADMIN_EMAIL") is not { Length: > 0 } name || settings.Variables.GetValueOrDefault("GOLIVE_ADMIN_PASSWORD") is not { Length: > 0 } password)
        {
            throw ProbeException.Unknown("No superuser is named.", Who);
        }

        var answer = await api.SignInAsync(name, password, cancellationToken);
        return answer.Status == 200 ? answer.Require("access_token") : throw ProbeException.Unknown($"{answer}", Who);
    }
}
