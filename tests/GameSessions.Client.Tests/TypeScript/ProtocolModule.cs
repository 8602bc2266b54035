using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GameSessions.Games;
using GameSessions.Wire;
using House.Tests.Docs;

namespace GameSessions.Client.Tests.TypeScript;

/// <summary>The frames of <see cref="ServerFrame"/> and <see cref="ClientFrame"/> as a TypeScript module: their types, the shapes that received ones are held against, and what both clients share.</summary>
internal static class ProtocolModule
{
    private static readonly Type[] Records = [typeof(WireEvent), typeof(Summary), typeof(GameTimer), .. ServerFrame.Types.Values.Where(type => type != typeof(ServerFrame.Event))];

    public static string Write()
    {
        var module = new StringBuilder();
        module.Append("// Made from GameSessions.Wire and the options of GameSessions.Client; REFRESH_DOCS=1 dotnet test tests/GameSessions.Client.Tests writes it anew.\n\n");
        module.Append($"export const protocol = \"{Envelope.Protocol}\";\n\n");
        module.Append($"/** In bytes of UTF-8; a larger frame is not read by the server. */\nexport const inboundFrameBytesMax = {Limits.InboundFrameBytesMax};\n\n");
        module.Append($"/** Heartbeats without any frame before a socket is given up. */\nexport const heartbeatsMissedMax = {Limits.HeartbeatsMissedMax};\n\n");
        module.Append("/** Why a server ends a socket. */\nexport const closes = {\n").AppendJoin("", Closes()).Append("} as const;\n\n");
        module.Append("/** What the clients of all languages do unless they are told otherwise. */\nexport const defaults = {\n").AppendJoin("", Defaults()).Append("};\n\n");
        foreach (var record in Records)
        {
            module.Append(Interface(record)).Append('\n');
        }

        module.Append("/** The payloads that a server sends, by the type of their frame. */\nexport interface ServerPayloads {\n");
        module.AppendJoin("", ServerFrame.Types.Select(frame => $"  {frame.Key}: {NameOf(frame.Value)};\n"));
        module.Append("}\n\nexport type ServerFrame = {\n  [T in keyof ServerPayloads]: { type: T; payload: ServerPayloads[T] };\n}[keyof ServerPayloads];\n\n");
        module.Append("export type ClientFrame =\n").AppendJoin("\n", ClientFrames().Select(frame => $"  | {frame}")).Append(";\n\n");
        module.Append("/** What each property must be: a primitive or another shape; `?` may be absent or null, `[]` a list, `{}` a dictionary. */\n");
        module.Append("export const shapes = {\n");
        foreach (var record in Records)
        {
            module.Append($"  {NameOf(record)}: {{\n").AppendJoin("", Properties(record).Select(property => $"    {property.Name}: \"{Shape(property)}\",\n")).Append("  },\n");
        }

        module.Append("} as const;\n\nexport const shapeOfFrame: { [T in keyof ServerPayloads]: keyof typeof shapes } = {\n");
        module.AppendJoin("", ServerFrame.Types.Select(frame => $"  {frame.Key}: \"{NameOf(frame.Value)}\",\n"));
        return module.Append("};\n").ToString();
    }

    private static IEnumerable<string> Closes() => typeof(Close).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => (Name: JsonNamingPolicy.CamelCase.ConvertName(property.Name), Close: (Close)property.GetValue(null)!))
        .Select(close => $"  {close.Name}: {{ code: {close.Close.Code}, reason: {JsonSerializer.Serialize(close.Close.Reason)} }},\n");

    private static IEnumerable<string> Defaults()
    {
        var options = new GameClientOptions();
        string Bounds(Backoff backoff) => $"{{ baseMs: {backoff.Base.TotalMilliseconds}, capMs: {backoff.Cap.TotalMilliseconds} }}";
        return
        [
            $"  path: \"{options.Path}\",\n",
            $"  acks: {{ events: {options.Acks!.Events}, intervalMs: {options.Acks.Interval.TotalMilliseconds} }},\n",
            $"  reconnect: {Bounds(options.Reconnect)},\n",
            $"  resend: {Bounds(options.Resend)},\n",
            $"  handshakeMaxMs: {options.HandshakeMax.TotalMilliseconds},\n",
            $"  commandsInFlightMax: {options.CommandsInFlightMax},\n",
            $"  commandsWaitingMax: {options.CommandsWaitingMax},\n",
            $"  rateLimitRestMs: {options.RateLimitRest.TotalMilliseconds},\n",
        ];
    }

    private static string Interface(Type record)
    {
        var notes = XmlDocs.Parameters(record).ToDictionary(note => JsonNamingPolicy.CamelCase.ConvertName(note.Name), note => note.Text);
        var lines = Properties(record).Select(property =>
        {
            var note = notes.TryGetValue(property.Name, out var text) ? $"  /** {text} */\n" : "";
            var orNull = IsOptional(property) || !property.IsGetNullable ? "" : " | null";
            return $"{note}  {property.Name}{(IsOptional(property) ? "?" : "")}: {Word(property.PropertyType, property.Name)}{orNull};\n";
        });
        return $"export interface {NameOf(record)} {{\n{string.Concat(lines)}}}\n";
    }

    private static IEnumerable<string> ClientFrames()
    {
        var t = new RawJson("0");
        ClientFrame[] examples = [new ClientFrame.Command(new CommandId("c"), "n", RawJson.EmptyObject.Parse()), new ClientFrame.Ack(0), new ClientFrame.Ping(t), new ClientFrame.Pong(t)];
        var written = examples.ToDictionary(frame => frame.GetType(), frame => JsonSerializer.Deserialize<JsonElement>(Envelope.Write(frame)));
        return typeof(ClientFrame).GetNestedTypes().Where(type => type != typeof(ClientFrame.Unreadable)).Select(type =>
        {
            var payload = written[type].GetProperty("payload").EnumerateObject().Select(property => $"{property.Name}: {Word(property)}");
            return $"{{ type: \"{written[type].GetProperty("type").GetString()}\"; payload: {{ {string.Join("; ", payload)} }} }}";
        });
    }

    private static string Word(JsonProperty property) => property.Value.ValueKind switch
    {
        _ when property.Name == "t" => Moment,
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "unknown",
    };

    /// <summary>Of a ping, by the contract; to the server's own code it is any JSON.</summary>
    private const string Moment = "number | string";

    private static string Word(Type type, string name) =>
        Nullable.GetUnderlyingType(type) is { } value ? Word(value, name)
        : Records.Contains(type) ? NameOf(type)
        : type == typeof(RawJson) ? (name == "t" ? Moment : "unknown")
        : type == typeof(bool) ? "boolean"
        : type == typeof(int) || type == typeof(long) ? "number"
        : type.IsEnum ? string.Join(" | ", Enum.GetValues(type).Cast<object>().Select(word => JsonSerializer.Serialize(word, type, WireJson.Options)))
        : IsListOf(type, out var item) ? $"{Word(item, name)}[]"
        : IsDictionaryOf(type, out var entry) ? $"Record<string, {Word(entry, name)}>"
        : "string";

    private static string Shape(JsonPropertyInfo property) =>
        Shape(property.PropertyType) + (IsOptional(property) || (property.IsGetNullable && property.PropertyType != typeof(RawJson)) ? "?" : "");

    private static string Shape(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Shape(value)
        : Records.Contains(type) ? NameOf(type)
        : type == typeof(RawJson) ? "any"
        : type == typeof(bool) ? "boolean"
        : type == typeof(int) || type == typeof(long) ? "integer"
        : IsListOf(type, out var item) ? $"{Shape(item)}[]"
        : IsDictionaryOf(type, out var entry) ? $"{Shape(entry)}{{}}"
        : "string";

    private static bool IsListOf(Type type, out Type item) => IsGeneric(type, typeof(IReadOnlyList<>), out item);

    private static bool IsDictionaryOf(Type type, out Type value) => IsGeneric(type, typeof(IReadOnlyDictionary<,>), out value);

    private static bool IsGeneric(Type type, Type definition, out Type last)
    {
        var found = type.IsGenericType && type.GetGenericTypeDefinition() == definition;
        last = found ? type.GenericTypeArguments[^1] : type;
        return found;
    }

    private static IEnumerable<JsonPropertyInfo> Properties(Type type) => WireJson.Options.GetTypeInfo(type).Properties;

    private static bool IsOptional(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static string NameOf(Type type) => type == typeof(ServerFrame.Event) ? nameof(WireEvent) : type.IsNested ? $"{type.Name}Payload" : type.Name;
}
