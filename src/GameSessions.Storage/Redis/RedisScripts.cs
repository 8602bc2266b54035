namespace GameSessions.Storage.Redis;

/// <summary>The scripts, as text; the library sends each once to a server and then calls it by its hash.</summary>
internal static class RedisScripts
{
    public static string AppendEvents { get; } = Events("append_events");

    public static string HydrateEvents { get; } = Events("hydrate_events");

    public static string TrimEvents { get; } = Events("trim_events");

    public static string ReadEvents { get; } = Events("read_events");

    public static string SaveSession { get; } = $"{Read("numbers")}\n{Read("save_session")}";

    public static string DropSession { get; } = Read("drop_session");

    private static string Events(string name) => $"{Read("numbers")}\n{Read("events")}\n{Read(name)}";

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(RedisScripts).Assembly.GetManifestResourceStream($"GameSessions.Storage.Redis.Scripts.{name}.lua")!);
        return reader.ReadToEnd();
    }
}
