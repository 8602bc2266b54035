namespace GameSessions.Fuzz.Oracle;

/// <summary>All that one socket is told, held against the contract as it comes: shape, order, and one answer to each frame. Thread-safe.</summary>
/// <param name="from">The position that the client named at the upgrade.</param>
/// <param name="mayBeRateLimited">Whether the server has its usual limits of frames.</param>
internal sealed class SocketWatch(string gameId, long? from, bool mayBeRateLimited)
{
    private readonly Lock gate = new();
    private readonly List<Awaited> awaited = [];
    private readonly List<JsonElement> heard = [];
    private TaskCompletionSource? settled;
    private bool hasResumed;
    private bool followsFromAnywhere;
    private int limited;

    /// <summary>For a client that sends nothing, and may be let in at a position that it does not know.</summary>
    public static SocketWatch Lax(string gameId) => new(gameId, from: null, mayBeRateLimited: false) { followsFromAnywhere = true };

    /// <summary>The hand-over is through.</summary>
    public TaskCompletionSource Live { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the socket ended has been looked at.</summary>
    public bool IsEndNoted { get; set; }

    public string? Token { get; private set; }

    public string? Epoch { get; private set; }

    /// <summary>The highest sequence told.</summary>
    public long Told { get; private set; }

    /// <summary>Every event, replayed or live.</summary>
    public IReadOnlyList<JsonElement> Heard
    {
        get
        {
            lock (gate)
            {
                return [.. heard];
            }
        }
    }

    public void Await(IEnumerable<Awaited> answers)
    {
        lock (gate)
        {
            awaited.AddRange(answers);
        }
    }

    /// <summary>Ends when every frame that must be answered is.</summary>
    public Task SettledAsync()
    {
        lock (gate)
        {
            var waiting = settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Settle();
            return waiting.Task;
        }
    }

    public string Missing()
    {
        lock (gate)
        {
            return string.Join(", ", awaited.Select(one => one.What));
        }
    }

    /// <exception cref="ViolationException">It must not have come, or not now.</exception>
    public void Hear(JsonElement root)
    {
        Shape.Check(root);
        var payload = root.GetProperty("payload");
        if (payload.TryGetProperty("gameId", out var id) && id.GetString() != gameId)
        {
            throw new ViolationException($"a frame of game {id}");
        }

        lock (gate)
        {
            var type = root.GetProperty("type").GetString()!;
            if (hasResumed == (type == "GAME_RESUME") || (!Live.Task.IsCompleted && type is not ("GAME_RESUME" or "GAME_RESYNC" or "GAME_REPLAY" or "GAME_REPLAY_END")))
            {
                throw new ViolationException($"{type} is out of order");
            }

            Hear(type, payload);
        }
    }

    private void Hear(string type, JsonElement payload)
    {
        switch (type)
        {
            case "GAME_RESUME":
                hasResumed = true;
                (Token, Epoch) = (payload.GetProperty("token").GetString(), payload.GetProperty("epoch").GetString());
                Told = from ?? payload.GetProperty("lastSequence").GetInt64();
                break;
            case "GAME_RESYNC":
                Told = payload.GetProperty("asOf").GetInt64();
                followsFromAnywhere = false;
                break;
            case "GAME_REPLAY":
                foreach (var happened in payload.GetProperty("events").EnumerateArray())
                {
                    Follow(happened);
                }

                break;
            case "GAME_REPLAY_END":
                if (followsFromAnywhere)
                {
                    Told = payload.GetProperty("through").GetInt64();
                }

                if (payload.GetProperty("through").GetInt64() != Told)
                {
                    throw new ViolationException($"the replay ends elsewhere than at {Told}");
                }

                followsFromAnywhere = false;
                Live.TrySetResult();
                break;
            case "GAME_EVENT":
                Follow(payload);
                break;
            case "GAME_ACCEPTED" or "GAME_REFUSED" or "GAME_ACK" or "PONG" or "ERROR":
                Answer(new Reply(type, payload));
                break;
        }
    }

    private void Follow(JsonElement happened)
    {
        var sequence = happened.GetProperty("sequence").GetInt64();
        if (sequence != Told + 1 && !followsFromAnywhere)
        {
            throw new ViolationException($"event {sequence} follows event {Told}");
        }

        Told = sequence;
        followsFromAnywhere = false;
        heard.Add(happened.Clone());
    }

    private void Answer(Reply reply)
    {
        var answered = -1;
        if (reply.Code == "RATE_LIMITED" && mayBeRateLimited)
        {
            if (reply.CommandId is not { } dropped)
            {
                // It does not say which frame; in the end as many as these stay without an answer.
                limited++;
                Settle();
                return;
            }

            answered = awaited.FindIndex(one => one.CommandId == dropped);
        }

        // What is certain goes first, so that a doubtful frame takes nobody else's answer.
        for (var doubt = 0; answered < 0 && doubt <= Awaited.DoubtMax; doubt++)
        {
            answered = awaited.FindIndex(one => one.Doubt == doubt && one.Accepts(reply));
        }

        if (answered < 0)
        {
            throw new ViolationException($"an answer to nothing that was asked, or a second one; awaited: {Missing()}");
        }

        awaited.RemoveAt(answered);
        Settle();
    }

    private void Settle()
    {
        if (settled is not null && awaited.Count(one => !one.MayBeSilent) <= limited)
        {
            awaited.Clear();
            limited = 0;
            settled.TrySetResult();
            settled = null;
        }
    }
}
