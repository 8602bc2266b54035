namespace GameSessions.Storage;

/// <summary>The flags' names in the table, as the admin API calls them.</summary>
internal static class FlagNames
{
    public const string ReadThrough = "session-redis-readthrough";
}
