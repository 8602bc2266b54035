using System.Text;

namespace GameSessions.Fuzz.Frames;

/// <summary>Frames of every client type, valid first and then bent.</summary>
internal sealed class FrameMaker(Kind kind, SimRandom random)
{
    private const int NestingMax = 120;
    private const string Time = "2026-01-01T00:00:00.000Z";
    private readonly List<string> commandIds = [];

    /// <param name="head">The sequence that the socket stands at.</param>
    public Part Valid(long head) => random.Next(10) switch
    {
        < 6 => Command(),
        < 8 => Envelope("GAME_ACK", Part.Object(("sequence", Part.Raw(Odd.Ack(random, head))))),
        8 => Envelope("PING", T()),
        _ => Envelope("PONG", T()),
    };

    /// <summary>Bends one place of a frame.</summary>
    public void Mutate(Part frame)
    {
        Part[] objects = [.. frame.Objects()];
        var target = objects[random.Next(objects.Length)];
        var at = target.Members.Count == 0 ? -1 : random.Next(target.Members.Count);
        if (at < 0)
        {
            target.Members.Add((Odd.Key(random), Part.Raw(Odd.Value(random))));
            return;
        }

        var (key, value) = target.Members[at];
        switch (random.Next(9))
        {
            case 0:
                target.Members.RemoveAt(at);
                break;
            case 1:
                target.Members.Insert(random.Next(target.Members.Count + 1), (key, Part.Raw(Odd.Value(random))));
                break;
            case 2:
                target.Members.Insert(random.Next(target.Members.Count + 1), (key, value));
                break;
            case 3:
                target.Members[at] = (random.Chance(0.5) ? key.ToUpperInvariant() : $" {key}", value);
                break;
            case 4:
                target.Members.Add((random.Chance(0.5) ? "userId" : Odd.Key(random), Part.Raw(Odd.Value(random))));
                break;
            case 5:
                var depth = random.Between(1, NestingMax);
                target.Members[at] = (key, Part.Raw($"{new string('[', depth)}{value}{new string(']', depth)}"));
                break;
            default:
                target.Members[at] = (key, Part.Raw(Odd.Value(random)));
                break;
        }
    }

    private Part Command()
    {
        var (name, data) = kind.Commands[random.Next(kind.Commands.Count)];
        // Whoever resigns ends the game, and with it most of what can go wrong.
        if (name == "resign" && random.Chance(0.97))
        {
            (name, data) = kind.Commands[0];
        }

        var text = new StringBuilder(data);
        foreach (var (word, choices) in Kind.Words)
        {
            text.Replace(word, choices[random.Next(choices.Count)]);
        }

        var id = commandIds.Count > 0 && random.Chance(0.05) ? commandIds[random.Next(commandIds.Count)] : $"{random.Next():x16}";
        commandIds.Add(id);
        var members = Members(JsonDocument.Parse(text.ToString()).RootElement);
        return Envelope("GAME_COMMAND", Part.Object(("commandId", Part.Quote(id)), ("name", Part.Quote(name)), ("data", members)));
    }

    private static Part Members(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object ? Part.Object(data.EnumerateObject().Select(member => (member.Name, Members(member.Value)))) : Part.Raw(data.GetRawText());

    private Part T() => Part.Object(("t", Part.Raw(random.Chance(0.5) ? $"{random.Next(1_000_000)}" : Odd.Value(random))));

    private Part Envelope(string type, Part payload)
    {
        var frame = Part.Object(("type", Part.Quote(type)), ("payload", payload));
        if (random.Chance(0.2))
        {
            frame.Members.Add(("timestamp", Part.Quote(Time)));
            frame.Members.Add(("senderId", Part.Raw(random.Chance(0.5) ? "null" : Odd.Value(random))));
        }

        return frame;
    }
}
