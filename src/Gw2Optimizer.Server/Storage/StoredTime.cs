namespace Gw2Optimizer.Server.Storage;

/// <summary>Instants as the database keeps them.</summary>
internal static class StoredTime
{
    /// <summary>Now, to the millisecond: what is answered when it is stored is what is read ever after.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider time) => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
