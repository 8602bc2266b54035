using System.Runtime.Intrinsics;

namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>
/// The best subgroups under given prices of members, exactly. Coverage is capped sums, so what a member adds only falls as others join:
/// the best addition to what is there, taken as often as seats are left, bounds all completions.
/// </summary>
internal sealed class SubgroupSearch
{
    private readonly Profiles profiles;
    private readonly int[] used;
    private readonly int[] picked = new int[5];
    private readonly int[][] candidates = new int[6][];
    private readonly long[][] worths = new long[6][];
    private readonly PriorityQueue<Subgroup, (long Value, int Order)> best = new();
    private long[] prices = [];
    private HalfPrices halves;
    private int[] counted = [];
    private int[] copies = [];
    private int seats;
    private int keep;
    private int found;
    private long threshold;
    private long stepsLeft;

    public SubgroupSearch(Profiles profiles)
    {
        this.profiles = profiles;
        used = new int[profiles.Count];
        halves = HalfPrices.None(profiles.Count);
        for (var depth = 0; depth < candidates.Length; depth++)
        {
            candidates[depth] = new int[profiles.Count];
            worths[depth] = new long[profiles.Count];
        }
    }

    /// <summary>Members weighed since the start.</summary>
    public long Steps { get; private set; }

    /// <summary>The best <paramref name="keepMax"/> subgroups worth more than a threshold, best first; null: out of steps.</summary>
    /// <param name="memberPrices">For each kind of member what it is worth beyond coverage, in points times <see cref="Master.Scale"/>.</param>
    /// <param name="memberCopies">How many of each there are.</param>
    public IReadOnlyList<Subgroup>? Best(int seatCount, long[] memberPrices, HalfPrices halfPrices, int[] memberCopies, long above, int keepMax, long stepsMax)
    {
        (seats, prices, halves, copies, threshold, keep) = (seatCount, memberPrices, halfPrices, memberCopies, above, keepMax);
        counted = new int[halves.Prices.Length];
        stepsLeft = stepsMax;
        best.Clear();
        found = 0;
        Array.Clear(used);
        var count = 0;
        for (var member = 0; member < profiles.Count; member++)
        {
            if (copies[member] > 0)
            {
                candidates[seats][count++] = member;
            }
        }

        if (!Extend(seats, count, Vector128<byte>.Zero, 0, 0))
        {
            return null;
        }

        var result = new Subgroup[best.Count];
        for (var index = result.Length - 1; index >= 0; index--)
        {
            result[index] = best.Dequeue();
        }

        return result;
    }

    private bool Extend(int left, int count, Vector128<byte> sum, int covered, long value)
    {
        Steps += count;
        stepsLeft -= count;
        if (stepsLeft < 0)
        {
            return false;
        }

        var here = candidates[left];
        var worth = worths[left];
        var kept = Weigh(here, worth, count, left, sum, covered, value);
        if (left == 1)
        {
            for (var index = 0; index < kept && value + worth[index] > threshold; index++)
            {
                var reached = value + Truly(here[index], worth[index]);
                if (reached > threshold)
                {
                    picked[seats - 1] = here[index];
                    Keep(reached);
                }
            }

            return true;
        }

        var below = candidates[left - 1];
        for (var index = 0; index < kept; index++)
        {
            if (value + (left * worth[index]) <= threshold)
            {
                break;
            }

            var member = here[index];
            picked[seats - left] = member;
            var reached = value + Truly(member, worth[index]);
            used[member]++;
            Count(member, 1);
            var from = used[member] < copies[member] ? index : index + 1;
            Array.Copy(here, from, below, 0, kept - from);
            var with = profiles.Join(sum, member);
            var go = Extend(left - 1, kept - from, with, profiles.Points(with), reached);
            used[member]--;
            Count(member, -1);
            if (!go)
            {
                return false;
            }
        }

        return true;
    }

    // Sorts candidates by what they add, and drops those that cannot lead above the threshold.
    private int Weigh(int[] here, long[] worth, int count, int left, Vector128<byte> sum, int covered, long value)
    {
        var most = long.MinValue;
        for (var index = 0; index < count; index++)
        {
            var member = here[index];
            worth[index] = ((long)(profiles.Points(profiles.Join(sum, member)) - covered) * seats * Master.Scale) + prices[member] + Hoped(member);
            most = Math.Max(most, worth[index]);
        }

        var least = threshold - value - ((left - 1) * most);
        var kept = 0;
        for (var index = 0; index < count; index++)
        {
            if (worth[index] > least)
            {
                worth[kept] = -worth[index];
                here[kept++] = here[index];
            }
        }

        Array.Sort(worth, here, 0, kept);
        for (var index = 0; index < kept; index++)
        {
            worth[index] = -worth[index];
        }

        return kept;
    }

    // Halves are settled when a second member comes: until then rewards are hoped for and costs are not, which keeps the bound one.
    private long Hoped(int member)
    {
        long hoped = 0;
        foreach (var row in halves.Rows[member])
        {
            hoped += Math.Max(0, -halves.Prices[row]);
        }

        return hoped;
    }

    private long Truly(int member, long worth)
    {
        foreach (var row in halves.Rows[member])
        {
            worth -= Math.Max(0, -halves.Prices[row]) + ((counted[row] & 1) * halves.Prices[row]);
        }

        return worth;
    }

    private void Count(int member, int change)
    {
        foreach (var row in halves.Rows[member])
        {
            counted[row] += change;
        }
    }

    private void Keep(long value)
    {
        var members = picked[..seats];
        Array.Sort(members);
        best.Enqueue(new(members, value), (value, -found++));
        if (best.Count > keep)
        {
            best.Dequeue();
            threshold = Math.Max(threshold, best.Peek().Value);
        }
    }
}

/// <summary>Members of one subgroup, ascending, and its worth under the prices it was found with.</summary>
internal sealed record Subgroup(int[] Members, long Value);
