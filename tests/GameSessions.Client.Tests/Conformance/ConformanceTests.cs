using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GameSessions.Client.Sockets;
using GameSessions.Wire;

namespace GameSessions.Client.Tests.Conformance;

public class ConformanceTests
{
    public static TheoryData<string, string> Cases() =>
        [.. Kit.All.SelectMany(kit => kit.Value.Cases.Select(one => new TheoryDataRow<string, string>(kit.Key, one.Name)))];

    public static TheoryData<string> Recorded() => [.. Kit.All.Where(kit => kit.Value.Recorded > 0).Select(kit => kit.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_client_does_and_tells_what_it_must(string file, string name)
    {
        var kit = Kit.All[file];
        var one = kit.Cases.Single(known => known.Name == name);
        var options = new GameClientOptions();
        var world = new World(one.Start is { } start ? options with { ResumeToken = start.Resume, Start = new LogPosition(start.From, start.Epoch) } : options);
        var answers = new SortedDictionary<string, Pending>(StringComparer.Ordinal);
        world.Start();
        for (var i = 0; i < one.Sockets.Count; i++)
        {
            world.Transport.Requests.Count.ShouldBe(i + 1);
            AsksOf(world.Transport.Requests[i]).ShouldBe(one.Sockets[i].Asks.ToString());
            UseSocket(kit, one.Sockets[i], world, answers);
            world.Pass(i + 1 < one.Sockets.Count ? 5_000 : 0);
        }

        var acks = world.Socket.Acks.ToList();
        acks.ShouldBe(acks.Order());
        world.Pass(1_000);
        world.Socket.Acks.Select(ack => (long?)ack).LastOrDefault().ShouldBe(one.Ack);
        ToldBy(world, one).ShouldBe(one.Told.ToString());
        new JsonObject(answers.Where(answer => answer.Value.Result is not null).Select(answer => KeyValuePair.Create(answer.Key, (JsonNode?)AnswerOf(answer.Value.Result!)))).ToJsonString()
            .ShouldBe(one.Answers.ToString());
        (world.Client.Position is { } position ? new JsonArray(position.Sequence, position.Epoch).ToJsonString() : "").ShouldBe(one.Position.ToString());
        world.Pass(one.Over ? 60_000 : 0);
        world.Client.Completion.IsCompletedSuccessfully.ShouldBe(one.Over);
        world.Transport.Requests.Count.ShouldBe(one.Sockets.Count);
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_stream_cut_after_any_byte_is_one_of_the_cases(string file)
    {
        var kit = Kit.All[file];
        var recorded = kit.Frames.Take(kit.Recorded).ToList();
        var stream = recorded.SelectMany(OnWire).ToArray();
        var cuts = kit.Cases.Select(one => one.Sockets[0]).Where(socket => socket.CutAfterBytes is not null).ToList();
        var buffer = new byte[Limits.ReplayFrameBytesMax];
        for (var bytes = 0; bytes <= stream.Length; bytes++)
        {
            var cut = cuts.Single(socket => socket.CutAfterBytes![0] <= bytes && bytes <= socket.CutAfterBytes[1]);
            (await ReadWireAsync(stream[..bytes], buffer)).ShouldBe(cut.Says.Select(kit.Text));
        }
    }

    private static void UseSocket(Kit kit, KitSocket script, World world, SortedDictionary<string, Pending> answers)
    {
        var socket = world.Socket;
        for (var after = 0; after <= script.Says.Count; after++)
        {
            foreach (var command in (script.Commands ?? []).Where(command => command[0].GetInt32() == after))
            {
                var id = command[1].GetString()!;
                answers.Add(id, world.Send(id));
            }

            switch (after < script.Says.Count ? kit.Text(script.Says[after]) : null)
            {
                case Kit.Wait:
                    world.Pass(1_000);
                    break;
                case { } text:
                    world.Do(() => socket.SayText(text));
                    break;
            }
        }

        socket.Gone.ShouldBe(script.Ends.ToString() == "client");
        socket.Commands.ShouldBe(script.Sends);
        if (script.Ends.ToString() == "lost")
        {
            world.Do(socket.Abort);
        }
        else if (script.Ends.ValueKind == JsonValueKind.Array)
        {
            world.Close(new Close(script.Ends[0].GetInt32(), script.Ends[1].GetString()!));
        }
    }

    private static string AsksOf(ConnectRequest request) =>
        new JsonArray(request.ResumeToken is { } token ? $"resume {token}" : request.AccessToken, request.From, request.Epoch).ToJsonString();

    private static string ToldBy(World world, KitCase one)
    {
        // A delay is told of only where the server named it.
        var named = new Queue<bool>(one.Told.EnumerateArray().Where(words => words[0].GetString() == "retrying").Select(words => words.GetArrayLength() > 1));
        var told = world.News.Select(news => news switch
        {
            ClientNews.Opened opened => new JsonArray("opened", opened.Seat?.Name, opened.Summary.AsOf),
            ClientNews.Happened { Event: var happened } => ["event", happened.Sequence, happened.Type],
            ClientNews.Snapshot snapshot => ["snapshot", snapshot.AsOf, snapshot.Reason],
            ClientNews.OutcomeKnown { Outcome: var outcome } => outcome switch
            {
                SessionOutcome.Fresh => ["fresh"],
                SessionOutcome.Current => ["current"],
                SessionOutcome.Replayed replayed => ["replayed", replayed.Events],
                SessionOutcome.Resynced resynced => ["resynced", resynced.Reason],
                SessionOutcome.TakenOver => ["takenOver"],
                SessionOutcome.Revoked revoked => ["revoked", revoked.Reason],
                SessionOutcome.Ended ended => ["ended", JsonNode.Parse(ended.Result.Text)],
                SessionOutcome.Retrying retrying => named.TryDequeue(out var isNamed) && isNamed ? ["retrying", (long)retrying.After.TotalMilliseconds] : ["retrying"],
                _ => throw new InvalidOperationException($"{outcome} has no word."),
            },
            _ => null,
        });
        return new JsonArray([.. told.OfType<JsonNode>()]).ToJsonString();
    }

    private static JsonArray AnswerOf(CommandResult result) => result switch
    {
        CommandResult.Accepted accepted => ["accepted", accepted.Sequence, accepted.Count],
        CommandResult.Refused refused => ["refused", refused.Code],
        _ => ["unanswered"],
    };

    /// <summary>As a server writes a text frame.</summary>
    private static IEnumerable<byte> OnWire(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] head = payload.Length < 126 ? [0x81, (byte)payload.Length] : [0x81, 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return head.Concat(payload);
    }

    /// <summary>What a WebSocket makes of these bytes, before it hears that there are no more.</summary>
    private static async Task<List<string>> ReadWireAsync(byte[] bytes, ArraySegment<byte> buffer)
    {
        var texts = new List<string>();
        using var socket = WebSocket.CreateFromStream(new SilentAfter(bytes), new WebSocketCreationOptions());
        while (socket.ReceiveAsync(buffer, CancellationToken.None) is { IsCompleted: true } received)
        {
            texts.Add(Encoding.UTF8.GetString(buffer[..(await received).Count]));
        }

        return texts;
    }

    /// <summary>Does not end after its bytes, which would throw.</summary>
    private sealed class SilentAfter(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : new(new TaskCompletionSource<int>().Task);
    }
}
