using System.Text.Json;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Games;

/// <summary>The closed list of a kind's events, each by its name on the wire, and their JSON both ways.</summary>
public sealed class EventCodec
{
    /// <summary>The name of <see cref="Games.Joined"/>.</summary>
    public const string Joined = "joined";

    /// <summary>The name of <see cref="Games.Left"/>.</summary>
    public const string Left = "left";

    private readonly Dictionary<string, Type> typeByName = [];
    private readonly Dictionary<Type, string> nameByType = [];

    public EventCodec(params IEnumerable<(string Name, Type Type)> events)
    {
        IEnumerable<(string, Type)> engine =
        [
            (Joined, typeof(Games.Joined)), (Left, typeof(Games.Left)), ("started", typeof(Started)), ("flagFall", typeof(FlagFell)),
            ("clockCredited", typeof(ClockCredited)), ("finished", typeof(Finished)),
        ];
        foreach (var (name, type) in engine.Concat(events))
        {
            typeByName.Add(name, type);
            nameByType.Add(type, name);
        }
    }

    public IReadOnlyCollection<string> Names => typeByName.Keys;

    public Type TypeOf(string name) => typeByName[name];

    public string NameOf(GameEvent happened) => nameByType[happened.GetType()];

    public static RawJson Encode(GameEvent happened) => new(JsonSerializer.Serialize(happened, happened.GetType(), WireJson.Options));

    /// <exception cref="DamagedLogException">The stored event is of no known type or not of its shape: the log is newer than this code, or damaged.</exception>
    public GameEvent Decode(RecordedEvent recorded)
    {
        if (!typeByName.TryGetValue(recorded.Type, out var type))
        {
            throw new DamagedLogException($"Event {recorded.Sequence} has the unknown type '{recorded.Type}'.");
        }

        try
        {
            var happened = (GameEvent?)JsonSerializer.Deserialize(recorded.Data.Text, type, WireJson.Options) ?? throw new JsonException("null is no object.");
            return happened with { Audience = recorded.Audience };
        }
        catch (JsonException e)
        {
            throw new DamagedLogException($"Event {recorded.Sequence} is no {recorded.Type}: {e.Message}", e);
        }
    }
}
