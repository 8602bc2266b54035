using System.Collections.Concurrent;

namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>Sign-ins found alive a moment ago. What this process ends is forgotten at once; what another ends, within <see cref="Life"/>. Thread-safe.</summary>
internal sealed class SignInCache(TimeProvider time)
{
    public const int EntriesMax = 50_000;

    public static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long endings;

    /// <summary>To be read before the database is, and given to <see cref="Keep"/>.</summary>
    public long Endings => Interlocked.Read(ref endings);

    public LivingSignIn? Find(string signInId) =>
        entries.TryGetValue(signInId, out var entry) && time.GetElapsedTime(entry.ReadAt) < Life ? entry.SignIn : null;

    /// <summary>Keeps what was read, unless something has ended meanwhile: it may have been this one.</summary>
    public void Keep(LivingSignIn signIn, long endingsBefore)
    {
        if (entries.Count >= EntriesMax)
        {
            entries.Clear();
        }

        entries[signIn.SignInId] = new Entry(signIn, time.GetTimestamp());
        if (Endings != endingsBefore)
        {
            entries.TryRemove(signIn.SignInId, out _);
        }
    }

    public void Forget(UserId user)
    {
        Interlocked.Increment(ref endings);
        foreach (var (id, entry) in entries)
        {
            if (entry.SignIn.UserId == user)
            {
                entries.TryRemove(id, out _);
            }
        }
    }

    private sealed record Entry(LivingSignIn SignIn, long ReadAt);
}
