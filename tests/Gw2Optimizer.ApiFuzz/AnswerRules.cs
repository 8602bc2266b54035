namespace Gw2Optimizer.ApiFuzz;

/// <summary>What holds of every answer, whatever was asked.</summary>
internal static class AnswerRules
{
    private static readonly string[] Once = ["X-Request-ID", "X-Frame-Options", "X-Content-Type-Options", "X-XSS-Protection", "Referrer-Policy", "Content-Security-Policy"];

    /// <summary>What no HTTP target may hold.</summary>
    private const string NoTarget = "%00";

    /// <summary>Words of our inside, which concern nobody outside.</summary>
    private static readonly string[] Inside = ["Exception", "   at ", "SQLite", "Npgsql", "SELECT ", "INSERT ", "System.", "Microsoft.", ".cs:"];

    /// <exception cref="ViolationException">One does not.</exception>
    public static void Check(Operation operation, HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        if (status == 414 || (status == 400 && request.RequestUri!.OriginalString.Contains(NoTarget, StringComparison.Ordinal)))
        {
            // No HTTP, or too long for a target: Kestrel closes the connection before anybody of ours is asked.
            return;
        }

        var asDescribed = request.Method.Method == operation.Method;
        var told = operation.Answers.GetValueOrDefault(status);
        if (status >= 500 && !(asDescribed && told is not null))
        {
            throw new ViolationException("it failed");
        }

        if (status is >= 200 and < 300 && asDescribed && told is null)
        {
            throw new ViolationException("this success is not described");
        }

        foreach (var name in Once)
        {
            if (!answer.Headers.NonValidated.TryGetValues(name, out var found) || found.Count != 1)
            {
                throw new ViolationException($"{name} is not there exactly once");
            }
        }

        if (status >= 400 && operation.Path.StartsWith("/api/", StringComparison.Ordinal) && request.Method != HttpMethod.Head)
        {
            CheckRefusal(answer, body, told);
        }
    }

    private static void CheckRefusal(HttpResponseMessage answer, string body, string? told)
    {
        JsonElement refusal;
        try
        {
            refusal = JsonElement.Parse(body);
        }
        catch (JsonException e)
        {
            throw new ViolationException("a refusal without its shape", e);
        }

        var names = refusal.EnumerateObject().Select(property => property.Name).ToList();
        string[] shape = (int)answer.StatusCode == 422 ? ["error_code", "detail", "correlation_id", "fields"] : ["error_code", "detail", "correlation_id"];
        if (!names.SequenceEqual(shape) || refusal.GetProperty("correlation_id").GetString() != answer.Headers.GetValues("X-Request-ID").Single())
        {
            throw new ViolationException("a refusal of another shape");
        }

        if ((int)answer.StatusCode >= 500 && told?.Split(", ").Contains(refusal.GetProperty("error_code").GetString()) is not true)
        {
            throw new ViolationException("it failed in a way that is not described");
        }

        if (Inside.FirstOrDefault(word => body.Contains(word, StringComparison.Ordinal)) is { } leak)
        {
            throw new ViolationException($"a refusal tells of the inside: {leak}");
        }
    }
}
