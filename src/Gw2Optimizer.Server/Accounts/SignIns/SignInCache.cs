using System.Collections.Concurrent;

namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>Sign-ins found alive a moment ago. What this process ends is forgotten at once; what another ends, within <see cref="Life"/>. Thread-safe.</summary>
internal sealed class SignInCache(TimeProvider time)
{
    public const int EntriesMax = 50_000;

    public static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long endings;

    /// <summary>To be taken before the database is asked, and given to <see cref="Keep"/>.</summary>
    public CacheLook Look() => new(Interlocked.Read(ref endings), time.GetTimestamp());

    public LivingSignIn? Find(string signInId) =>
        entries.TryGetValue(signInId, out var entry) && time.GetElapsedTime(entry.ReadAt) < Life ? entry.SignIn : null;

    /// <summary>Keeps what was read, unless something has ended meanwhile: it may have been this one.</summary>
    public void Keep(LivingSignIn signIn, CacheLook before)
    {
        if (entries.Count >= EntriesMax)
        {
            entries.Clear();
        }

        entries[signIn.SignInId] = new Entry(signIn, before.At);
        if (Interlocked.Read(ref endings) != before.Endings)
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

/// <summary>The moment from which an answer of the database counts as old, however long it was on its way.</summary>
/// <param name="Endings">How many users this process had forgotten by then.</param>
/// <param name="At">By the monotonic clock.</param>
internal readonly record struct CacheLook(long Endings, long At);
