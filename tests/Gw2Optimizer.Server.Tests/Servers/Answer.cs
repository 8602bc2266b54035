using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>What a call got.</summary>
public sealed record Answer(int Status, string Body, Dictionary<string, IReadOnlyList<string>> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Code => Text("error_code");

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>The one value of a header.</summary>
    public string Header(string name) => Headers[name].ShouldHaveSingleItem();

    public string Field(string name) => Json.GetProperty("fields").GetProperty(name).GetString()!;

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => (IReadOnlyList<string>)[.. header.Value], StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}
