using GameSessions.Load.Clients;

namespace GameSessions.Load;

/// <summary>Rooms of two players, with a driver each who may speak while they are away.</summary>
internal sealed class Rooms
{
    private const int JoinsAtOnce = 64;
    private readonly string name;
    private readonly int count;

    private Rooms(ServerProcess server, string name, int count, ServerProcess elsewhere)
    {
        (this.name, this.count) = (name, count);
        Left = Make(server, "left");
        Right = Make(elsewhere, "right");
        Driver = Make(server, "driver");
    }

    /// <summary>By room, as the other seats.</summary>
    public IReadOnlyList<Client> Left { get; }

    public IReadOnlyList<Client> Right { get; }

    public IReadOnlyList<Client> Driver { get; }

    public IReadOnlyList<Client> Players => [.. Left, .. Right];

    /// <param name="name">Not used before on this server.</param>
    /// <param name="elsewhere">The node where the right seats connect; null: the same.</param>
    public static async Task<Rooms> MakeAsync(ServerProcess server, string name, int count, ServerProcess? elsewhere = null)
    {
        await server.MakeRoomsAsync(name, count);
        return new Rooms(server, name, count, elsewhere ?? server);
    }

    public string NameOf(int room) => $"{name}-{room}";

    public static Task JoinAsync(IEnumerable<Client> clients) => Parallel.ForEachAsync(
        clients, new ParallelOptions { MaxDegreeOfParallelism = JoinsAtOnce }, async (client, _) => await client.JoinAsync());

    public static void Cut(IEnumerable<Client> clients)
    {
        foreach (var client in clients)
        {
            client.Cut();
        }
    }

    /// <summary>Each speaker says the words from <paramref name="first"/> to <paramref name="last"/> and hears each before the next.</summary>
    public static Task SayAsync(IReadOnlyList<Client> speakers, long first, long last) => Parallel.ForEachAsync(
        speakers, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, speakers.Count) }, async (speaker, _) =>
        {
            for (var n = first; n <= last; n++)
            {
                var heard = speaker.HearAsync(n);
                speaker.Say(n);
                await heard.WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
            }
        });

    private List<Client> Make(ServerProcess server, string seat) => [.. Enumerable.Range(0, count).Select(room => server.Peer.NewClient(server.Address, NameOf(room), seat))];
}
