using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using GameSessions;
using GameSessions.Client;
using GameSessions.Client.Sessions;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting;
using GameSessions.Hosting.Nodes;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Server.Configuration;

namespace House.Tests.Docs;

/// <summary>The tables of the protocol, from what the engine and its client run on.</summary>
internal static partial class ProtocolTables
{
    private static readonly Type[] Shapes = [typeof(WireEvent), typeof(Summary), typeof(GameTimer)];

    public static string Of(string name) => name switch
    {
        "server-frames" => ServerFrames(),
        "client-frames" => ClientFrames(),
        "closes" => Closes(),
        "refusals" => Refusals(),
        "errors" => Errors(),
        "limits" => LimitRows(),
        "presets" => Presets(),
        "client-waits" => ClientWaits(),
        _ => throw new ArgumentException($"There is no table {name}.", nameof(name)),
    };

    private static string ServerFrames()
    {
        var frames = ServerFrame.Types.Select(frame => (Name: Code(frame.Key), Type: frame.Value == typeof(ServerFrame.Event) ? typeof(WireEvent) : frame.Value));
        var shapes = Shapes.Select(shape => (Name: $"*{ShapeName(shape)}*", Type: shape));
        return Table(["frame", "payload", "notes"], frames.Concat(shapes).Select(row => (string[])[row.Name, Code($"{{{Fields(row.Type)}}}"), Notes(row.Type)]));
    }

    private static string ClientFrames()
    {
        var t = new RawJson("1763785800000");
        ClientFrame[] examples =
        [
            new ClientFrame.Command(new CommandId("7f3a"), "pick", RawJson.From(new { specialization = "Firebrand", role = "support" }).Parse()),
            new ClientFrame.Ack(12),
            new ClientFrame.Ping(t),
            new ClientFrame.Pong(t),
        ];
        var written = examples.ToDictionary(frame => frame.GetType(), frame => Encoding.UTF8.GetString(Envelope.Write(frame)));
        var readable = typeof(ClientFrame).GetNestedTypes().Where(type => type != typeof(ClientFrame.Unreadable));
        return $"```json\n{string.Join('\n', readable.Select(type => written[type]))}\n```";
    }

    private static string Closes()
    {
        var range = $"{Number(SessionNode.DrainDelayMsMin)} to {Number(SessionNode.DrainDelayMsMax)} ms";
        var rows = Statics<Close>(typeof(Close)).Where(close => close != Close.Normal).Select(close => (close.Code, close.Reason, Action: Action(close)))
            .Append((Close.Drain(0).Code, Reason: Close.Drain(0).Reason.Replace("0", "<n>", StringComparison.Ordinal), Action: $"{Action(Close.Drain(0))}, {range}"));
        return Table(["code", "reason", "what the client does"], rows.OrderBy(row => row.Code).Select(row => (string[])[$"{row.Code}", Code(row.Reason), row.Action]));
    }

    /// <summary>As the C# client decides it.</summary>
    private static string Action(Close close)
    {
        const int Marker = 250;
        var end = new SocketEnd(close, TokenRefused: close == Close.InvalidResumeToken);
        return end switch
        {
            { Final: SessionOutcome.TakenOver } => "stop: somebody else plays this session now",
            { Final: SessionOutcome.Revoked } => "stop: the same again gets the same answer",
            { TokenRefused: true } => "drop the resume token and connect at once with the access token; without one, stop",
            _ when end.DelayBeforeNext(0, new Backoff(TimeSpan.FromMilliseconds(Marker), TimeSpan.FromMilliseconds(Marker)), bytes => bytes.Fill(byte.MaxValue)).TotalMilliseconds != Marker =>
                "connect again after the delay in the reason",
            _ => "connect again after the backoff",
        };
    }

    private static string Refusals()
    {
        var fixedOnes = Statics<Refusal>(typeof(Refusal)).Concat(new[] { typeof(GameRules).Assembly, typeof(DraftRules).Assembly }
            .SelectMany(kinds => kinds.GetTypes()).Where(type => type != typeof(Refusal)).SelectMany(Statics<Refusal>));
        var spoken = typeof(Refusal).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(make => make.ReturnType == typeof(Refusal) && make.GetParameters() is [var only] && only.ParameterType == typeof(string))
            .Select(make => (Refusal)make.Invoke(null, ["(a sentence of the rules)"])!);
        return Table(
            ["code", "message", "retryable"],
            fixedOnes.Concat(spoken).OrderBy(refusal => refusal.Code, StringComparer.Ordinal).Select(refusal => (string[])[Code(refusal.Code), refusal.Message, YesNo(refusal.Retryable)]));
    }

    private static string Errors()
    {
        string[] unreadable = ["", "[]", """{"type":"NO","payload":{}}""", """{"type":"PING","payload":[]}""", """{"type":"PING","payload":{}}""",
            """{"type":"GAME_COMMAND","payload":{}}""", """{"type":"GAME_COMMAND","payload":{"commandId":"c","name":1}}""",
            """{"type":"GAME_COMMAND","payload":{"commandId":"c","name":"n","data":1}}""", """{"type":"GAME_ACK","payload":{"sequence":-1}}""",];
        var frames = unreadable.Select(text => (ClientFrame.Unreadable)ClientFrame.Read(Encoding.UTF8.GetBytes(text))).Prepend(ClientFrame.Binary)
            .Select(frame => (frame.Code, frame.Message, Retryable: false));
        var others = Statics<ServerFrame.Error>(typeof(ServerFrame.Error)).Append(ServerFrame.Error.RateLimited(dropped: null)).Select(error => (error.Code, error.Message, error.Retryable));
        return Table(["code", "message", "retryable"], frames.Concat(others).Distinct().Select(error => (string[])[Code(error.Code), error.Message, YesNo(error.Retryable)]));
    }

    private static string LimitRows()
    {
        var variables = SettableLimits();
        var limits = new[] { typeof(Limits), typeof(LagQuota) }.SelectMany(type => type.GetFields().Where(field => field.IsLiteral));
        return Table(
            ["limit", "value", "what it is", "set by (range)"],
            limits.Select(limit => (string[])
            [
                Code($"{limit.DeclaringType!.Name}.{limit.Name}"),
                Number(Convert.ToInt64(limit.GetRawConstantValue(), CultureInfo.InvariantCulture)),
                XmlDocs.Summary(limit),
                limit.DeclaringType == typeof(Limits) ? variables.GetValueOrDefault(limit.Name, "") : "",
            ]));
    }

    /// <summary>Which variable sets which limit, found by setting it.</summary>
    private static Dictionary<string, string> SettableLimits()
    {
        var asked = new Variables(new Dictionary<string, string>());
        var defaults = SessionSettings.Read(asked);
        var settable = new Dictionary<string, string>();
        foreach (var variable in asked.Asked)
        {
            var refused = new Variables(new Dictionary<string, string> { [variable] = "?" });
            SessionSettings.Read(refused);
            var range = Range().Match(refused.Problems.ShouldHaveSingleItem());
            var (min, max) = (range.Groups["min"].Value, range.Groups["max"].Value);
            var options = SessionSettings.Read(new Variables(new Dictionary<string, string> { [variable] = min }));
            var changed = typeof(SessionOptions).GetProperties().Single(property => !Equals(property.GetValue(options), property.GetValue(defaults))).Name;
            var limit = typeof(Limits).GetFields().Single(field => field.Name == changed || field.Name == $"{changed}Ms" || field.Name == $"{changed}Days" || field.Name == $"{changed}Seconds").Name;
            settable.Add(limit, $"{Code(variable)} ({Number(long.Parse(min))} to {Number(long.Parse(max))})");
        }

        return settable;
    }

    private static string Presets()
    {
        string Span(long min, long max) => $"{Number(min)} to {Number(max)}";
        var step = Span(0, TimeControl.StepMsMax);
        return Table(
            ["preset", "`totalMs`", "`incrementMs`", "`delayMs`"],
            Statics<TimeControl>(typeof(TimeControl)).Select(control => (string[])[Code(control.Preset), Number(control.TotalMs), Number(control.IncrementMs), Number(control.DelayMs)])
                .Append([Code(TimeControl.Custom(TimeControl.TotalMsMin, 0, 0)!.Preset), Span(TimeControl.TotalMsMin, TimeControl.TotalMsMax), step, step]));
    }

    private static string ClientWaits()
    {
        var options = new GameClientOptions();
        return Table(
            ["the C# client", "default"],
            [
                ["bound of the backoff before it connects again, the first and the last", $"{Ms(options.Reconnect.Base)}, {Ms(options.Reconnect.Cap)}"],
                ["bound of the backoff before it sends a retryable command again, the first and the last", $"{Ms(options.Resend.Base)}, {Ms(options.Resend.Cap)}"],
                ["rests after `RATE_LIMITED`", Ms(options.RateLimitRest)],
                ["gives up on a socket without `GAME_RESUME` after", Ms(options.HandshakeMax)],
                ["sends an ack at the latest after, or after as many events", $"{Ms(options.Acks!.Interval)}, {options.Acks.Events}"],
                ["has commands on the wire without an answer, at most", $"{options.CommandsInFlightMax}"],
            ]);
    }

    private static string Fields(Type type) => string.Join(", ", WireJson.Options.GetTypeInfo(type).Properties.Select(Field));

    private static string Field(JsonPropertyInfo property)
    {
        var isOptional = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
        var word = Word(property.PropertyType);
        return isOptional ? $"{property.Name}?: {word}" : $"{property.Name}: {word}{(property.IsGetNullable ? "|null" : "")}";
    }

    private static string Word(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Word(value)
        : Shapes.Contains(type) ? ShapeName(type)
        : type == typeof(bool) ? "boolean"
        : type == typeof(int) || type == typeof(long) ? "integer"
        : type == typeof(RawJson) ? "JSON"
        : type.IsEnum ? string.Join('|', Enum.GetNames(type).Select(name => $"\"{JsonNamingPolicy.CamelCase.ConvertName(name)}\""))
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? $"[{Word(type.GenericTypeArguments[0])}]"
        : type.IsGenericType ? $"{{{Word(type.GenericTypeArguments[0])}: {Word(type.GenericTypeArguments[1])}}}"
        : type == typeof(string) || JsonSerializer.SerializeToElement(Activator.CreateInstance(type, "x"), type, WireJson.Options).ValueKind == JsonValueKind.String ? "string"
        : throw new NotSupportedException($"{type} has no word.");

    private static string ShapeName(Type shape) => shape.Name.Replace("Wire", "", StringComparison.Ordinal).Replace("Game", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Notes(Type type) => string.Join(' ', XmlDocs.Parameters(type).Select(parameter => $"{Code(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name))}: {parameter.Text}"));

    private static IEnumerable<T> Statics<T>(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => field.FieldType == typeof(T) && !field.IsLiteral)
            .OrderBy(field => field.MetadataToken).Select(field => (T)field.GetValue(null)!);

    internal static string Table(string[] head, IEnumerable<string[]> rows) =>
        string.Join('\n', new[] { head, [.. head.Select(_ => "---")] }.Concat(rows).Select(cells => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |"));

    private static string Code(string text) => $"`{text}`";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Ms(TimeSpan span) => $"{Number((long)span.TotalMilliseconds)} ms";

    [GeneratedRegex("from (?<min>[0-9]+) to (?<max>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Range();
}
