using System.Globalization;
using System.Text.Json.Nodes;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>
/// A client that reads one frame at a time from a real node and does what the contract says, without haste, timers or a network; what it met
/// and did is a case.
/// </summary>
internal sealed class IdealClient
{
    private const string FirstLife = "access";
    private readonly World world;
    private readonly GameId game;
    private readonly PlayerId player;
    private readonly List<(string Id, string Name)> unanswered = [];
    private Link link = null!;
    private string? token;
    private long? position;
    private string? epoch;
    private string? handshakeEpoch;
    private string outcome = "";
    private string? resyncReason;
    private int delivered;
    private int read;
    private bool handedOver;
    private long storedAck;
    private JsonNode? result;
    private JsonNode? resultOfSummary;
    private bool ended;

    public IdealClient(World world, GameId game, PlayerId player, string name, KitStart? start = null)
    {
        this.world = world;
        this.game = game;
        this.player = player;
        (token, position, epoch) = (start?.Resume, start?.From, start?.Epoch);
        Case = new KitCase(name) { Start = start };
    }

    public KitCase Case { get; }

    /// <summary>What goes wrong.</summary>
    public Breaks Breaks { get; init; } = new();

    /// <summary>A socket was lost, or given up.</summary>
    public bool IsCut { get; private set; }

    public string Token => token!;

    private KitSocket Socket => Case.Sockets[^1];

    /// <param name="node">Null: the first one.</param>
    /// <param name="given">A command that its owner gives before anything is heard.</param>
    public void Open(SessionNode? node = null, (string Id, string Name)? given = null)
    {
        var asks = token is null ? FirstLife : $"resume {token}";
        Case.Sockets.Add(new KitSocket(new JsonArray(asks, position, epoch)));
        (read, handedOver, delivered, resyncReason) = (0, false, 0, null);
        if (given is { } command)
        {
            Give(command.Id, command.Name);
        }

        link = world.Open(
            new UpgradeRequest(Channel.Game, ResumeToken: token, Player: token is null ? player : null, GameId: game.Value, From: position?.ToString(CultureInfo.InvariantCulture), Epoch: epoch),
            node);
        Read();
    }

    /// <summary>Reads all that has come, and whatever comes in answer to what it says.</summary>
    public void Read()
    {
        while (!IsLost() && read < link.Texts.Count)
        {
            var index = read++;
            if (IsBreaking && index == Breaks.FrameLost)
            {
                continue;
            }

            Take(link.Texts[index]);
            if (IsBreaking && index == Breaks.FrameTwice)
            {
                Take(link.Texts[index]);
            }
        }

        if (!IsLost() && Socket.Ends is null && link.Close is { } close)
        {
            End(close);
        }
    }

    /// <summary>A frame that no node of ours would send.</summary>
    public void Hear(string text) => Take(text);

    /// <summary>Something that is no frame, after which the socket cannot be trusted.</summary>
    public void Break(string text)
    {
        Socket.Says.Add(text);
        GiveUp();
    }

    public void Give(string id, string name)
    {
        Socket.Commands.Add((Socket.Says.Count, id, name));
        unanswered.Add((id, name));
        if (handedOver)
        {
            Send(id, name);
            Read();
        }
    }

    /// <summary>A second goes by, in which whatever was put off happens.</summary>
    public void Wait()
    {
        world.Pass(1_000);
        Socket.Says.Add(KitSocket.Wait);
        SendAll();
        Read();
    }

    /// <summary>The connection breaks without a word.</summary>
    public void Lose()
    {
        link.HangUp();
        Socket.Ends = "lost";
        Case.Told.Add(["retrying"]);
        IsCut = true;
    }

    /// <summary>As the peer says that it ends; <see cref="Open"/> comes next where it can.</summary>
    public void End(Close close)
    {
        link.HangUp();
        Socket.Ends = new JsonArray(close.Code, close.Reason);
        IsCut = true;
        if (close == Close.InvalidResumeToken && Socket.Asks[0]!.GetValue<string>() != FirstLife)
        {
            token = null;
            Case.Told.Add(["retrying"]);
        }
        else if (close.Code is 1008 or 4001)
        {
            Case.Told.Add(close.Code == 4001 ? ["takenOver"] : ["revoked", close.Reason]);
            Case.Over = true;
        }
        else
        {
            Case.Told.Add(close.Code == 1012 ? ["retrying", int.Parse(close.Reason.Split("retry ")[1][..^2], CultureInfo.InvariantCulture)] : ["retrying"]);
        }
    }

    /// <summary>All is quiet: what the client has done by now is what it had to do.</summary>
    public KitCase Finish()
    {
        Case.Position = position is null ? null : new JsonArray(position, epoch);
        Case.Ack = handedOver && position > storedAck ? position : null;
        unanswered.Where(_ => Case.Over).ToList().ForEach(command => Case.Answers[command.Id] = ["unanswered"]);
        return Case;
    }

    private bool IsBreaking => Case.Sockets.Count == Breaks.Socket;

    /// <summary>Checked before each frame, so that nothing is read after the last one.</summary>
    private bool IsLost()
    {
        if (IsBreaking && Socket.Ends is null && read >= Breaks.After)
        {
            Lose();
        }

        return Socket.Ends is not null;
    }

    private void Take(string text)
    {
        Socket.Says.Add(text);
        var frame = JsonNode.Parse(text)!;
        var payload = frame["payload"]!;
        switch (frame["type"]!.GetValue<string>())
        {
            case "GAME_RESUME":
                Shake(payload);
                break;
            case "GAME_REPLAY":
                foreach (var happened in payload["events"]!.AsArray())
                {
                    Deliver(happened!);
                }

                break;
            case "GAME_EVENT":
                Deliver(payload);
                break;
            case "GAME_RESYNC":
                (position, epoch) = (payload["asOf"]!.GetValue<long>(), handshakeEpoch);
                resyncReason = payload["reason"]!.GetValue<string>();
                (result, ended) = (null, false);
                Case.Told.Add(["snapshot", position, resyncReason]);
                break;
            case "GAME_REPLAY_END":
                EndReplay(payload);
                break;
            case "GAME_ACCEPTED":
                Answer(payload, ["accepted", payload["sequence"]!.GetValue<long>(), payload["count"]!.GetValue<int>()]);
                break;
            case "GAME_REFUSED" when !payload["retryable"]!.GetValue<bool>():
                Answer(payload, ["refused", payload["code"]!.GetValue<string>()]);
                break;
            case "PING":
                link.Say(new ClientFrame.Pong(new RawJson(payload["t"]!.ToJsonString())));
                break;
        }
    }

    private void Shake(JsonNode payload)
    {
        token = payload["token"]!.GetValue<string>();
        outcome = payload["outcome"]!.GetValue<string>();
        handshakeEpoch = payload["epoch"]!.GetValue<string>();
        storedAck = payload["lastSequence"]!.GetValue<long>();
        if (outcome != "resync")
        {
            (position, epoch) = (position ?? storedAck, handshakeEpoch);
        }

        var summary = payload["summary"]!;
        resultOfSummary = summary["status"]!.GetValue<string>() == "finished" ? new JsonArray(summary["state"]?["result"]?.DeepClone()) : null;
        Case.Told.Add(["opened", payload["seat"]?.GetValue<string>(), summary["asOf"]!.GetValue<long>()]);
    }

    private void Deliver(JsonNode happened)
    {
        var sequence = happened["sequence"]!.GetValue<long>();
        if (sequence > position + 1)
        {
            GiveUp();
        }

        if (sequence != position + 1 || Socket.Ends is not null)
        {
            return;
        }

        position = sequence;
        delivered++;
        var type = happened["type"]!.GetValue<string>();
        Case.Told.Add(["event", sequence, type]);
        if (type == "finished")
        {
            result = new JsonArray(happened["data"]!.DeepClone());
            TellEnd();
        }
    }

    private void EndReplay(JsonNode payload)
    {
        if (payload["through"]!.GetValue<long>() != position)
        {
            GiveUp();
            return;
        }

        handedOver = true;
        Case.Told.Add(resyncReason is not null ? ["resynced", resyncReason] : outcome switch
        {
            "new" => ["fresh"],
            "current" => ["current"],
            _ => ["replayed", delivered],
        });
        result ??= resultOfSummary;
        TellEnd();
        SendAll();
        link.Ack(position!.Value);
    }

    private void TellEnd()
    {
        if (handedOver && !ended && result is not null)
        {
            ended = true;
            Case.Told.Add(["ended", result[0]?.DeepClone()]);
        }
    }

    /// <summary>Something is missing.</summary>
    private void GiveUp()
    {
        if (Socket.Ends is null)
        {
            Lose();
            Socket.Ends = "client";
        }
    }

    private void Answer(JsonNode payload, JsonArray answer)
    {
        var id = payload["commandId"]!.GetValue<string>();
        if (unanswered.RemoveAll(command => command.Id == id) > 0)
        {
            Case.Answers[id] = answer;
        }
    }

    private void SendAll() => unanswered.ForEach(command => Send(command.Id, command.Name));

    private void Send(string id, string name)
    {
        Socket.Sends.Add(id);
        link.Say(new ClientFrame.Command(new CommandId(id), name, RawJson.EmptyObject.Parse()));
    }
}

/// <param name="Socket">On which one, from 1.</param>
/// <param name="After">The connection is lost once so many frames were read.</param>
/// <param name="FrameLost">The index of a frame that does not arrive, though later ones do.</param>
/// <param name="FrameTwice">The index of a frame that arrives twice.</param>
internal sealed record Breaks(int Socket = 1, int? After = null, int? FrameLost = null, int? FrameTwice = null);
