using GameSessions.Games;
using GameSessions.Testing;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

/// <summary>A client, the server that a test plays for it, and everything that it told.</summary>
internal sealed class World
{
    public static readonly GameId Game = new("game-1");
    private static readonly PlayerId Me = new("me");
    private readonly OneThread thread = new();
    private byte random = 128;

    public World(GameClientOptions? options = null)
    {
        Transport = new ScriptedTransport(() => Now);
        Client = new GameClient(Transport, (options ?? new GameClientOptions()) with { GameId = Game }, _ => Task.FromResult<string?>(AccessToken), Tell, Time, bytes => bytes.Fill(random++));
    }

    public ManualTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; }

    public GameClient Client { get; }

    public string? AccessToken { get; set; } = "access";

    public List<ClientNews> News { get; } = [];

    public Action<ClientNews> OnNews { get; set; } = _ => { };

    public IEnumerable<long> Journal => News.OfType<ClientNews.Happened>().Select(news => news.Event.Sequence);

    public IEnumerable<SessionOutcome> Outcomes => News.OfType<ClientNews.OutcomeKnown>().Select(news => news.Outcome);

    public ScriptedSocket Socket => Transport.Sockets[^1];

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public World Start()
    {
        thread.Run(Client.Start);
        return this;
    }

    public void Do(Action action) => thread.Run(action);

    public T Do<T>(Func<T> action)
    {
        var result = default(T);
        thread.Run(() => result = action());
        return result!;
    }

    /// <summary>What a timer wakes runs before the next one fires.</summary>
    public void Pass(int ms) => thread.Run(() =>
    {
        thread.RunReady();
        Time.Advance(TimeSpan.FromMilliseconds(ms), thread.RunReady);
    });

    public void Say(params IEnumerable<ServerFrame> frames) => thread.Run(() =>
    {
        foreach (var frame in frames)
        {
            Socket.Say(frame);
        }
    });

    public void Close(Close close) => thread.Run(() => Socket.Close(close));

    /// <summary>The network drops the socket, and the client has had time to come back.</summary>
    public void Drop()
    {
        thread.Run(() => Socket.Abort());
        Pass(5_000);
    }

    /// <summary>A whole hand-over: resume, a replay up to the head, the end of it.</summary>
    public void HandOver(long from = 0, long head = 0, string outcome = "replay", string token = "token-1", string epoch = "epoch-1") => Say(
        Resume(from, head, outcome, token, epoch),
        new ServerFrame.Replay(Game, [.. Enumerable.Range((int)from + 1, (int)(head - from)).Select(n => Event(n))]),
        new ServerFrame.ReplayEnd(Game, head));

    public ServerFrame.Resume Resume(long ack = 0, long head = 0, string outcome = "replay", string token = "token-1", string epoch = "epoch-1", GameStatus status = GameStatus.Running, string state = "{}", Wire.GameTimer? timer = null) => new(
        Game, Me, new Seat("blue"), outcome, token, Now, Now + 1_800_000, ack, head, epoch, new Summary(head, "draft", status, new RawJson(state)), timer, [Me], 10_000, Envelope.Protocol);

    public static WireEvent Event(long sequence, string type = "noted", string data = "{}") => new(Game, sequence, type, new RawJson(data), Me, 0, null);

    public static ServerFrame.Event Live(long sequence, string type = "noted", string data = "{}") => new(Event(sequence, type, data));

    /// <param name="id">Null: whatever the client makes up.</param>
    public Pending Send(string? id = null) => new(Do(() => Client.SendAsync("note", new { text = id }, id is null ? null : new CommandId(id))));

    private void Tell(ClientNews news)
    {
        News.Add(news);
        OnNews(news);
    }
}

/// <summary>A command on its way; its result is null until there is one.</summary>
internal sealed class Pending(Task<CommandResult> task)
{
    public CommandResult? Result => task.IsCompletedSuccessfully ? task.Result : null;

    public Task<CommandResult> Task => task;
}
