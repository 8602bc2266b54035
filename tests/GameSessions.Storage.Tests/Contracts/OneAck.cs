using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Tests.Contracts;

internal static class OneAck
{
    public static async Task<long> AckAsync(this ISessionStore sessions, SessionKey session, long sequence) => (await sessions.AckAsync([new Ack(session, sequence)]))[0];
}
