namespace Gw2Optimizer.Scenarios.Tests;

internal static class Insistence
{
    /// <summary>Sends a command again, as a client would, until it is accepted or refused for good.</summary>
    public static Task InsistAsync(this RawSocket socket, string name, object data, string id, TimeSpan within) => Wait.UntilAsync(
        async () =>
        {
            var answer = await socket.AnswerAsync(await socket.SendCommandAsync(name, data, id));
            return answer.Type == "GAME_ACCEPTED" || (answer["retryable"].GetBoolean() ? false : throw new InvalidOperationException($"{answer}"));
        },
        within);
}
