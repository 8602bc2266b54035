using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>
/// What kinds of members give to a subgroup, one effect a byte, so that a sum and its points take a few instructions.
/// The points are those of <see cref="SubgroupNeed.Points"/>, split as <c>(weight - surplus weight) · min(sum, target) + surplus weight · min(sum, cap)</c>.
/// </summary>
internal sealed class Profiles
{
    /// <summary>Effects that a mode may ask of a subgroup.</summary>
    public const int EffectsMax = 16;

    private readonly Vector128<byte>[] given;
    private readonly Vector128<byte> caps;
    private readonly Vector128<byte> targets;
    private readonly Vector128<ushort> lowerWeights;
    private readonly Vector128<ushort> upperWeights;
    private readonly Vector128<ushort> lowerSurplus;
    private readonly Vector128<ushort> upperSurplus;

    public Profiles(IReadOnlyList<SubgroupNeed> needs, IReadOnlyList<byte[]> amounts)
    {
        given = [.. amounts.Select(amount => Vector128.Create(amount))];
        caps = Vector128.Create(Lanes(needs, need => need.Cap));
        targets = Vector128.Create(Lanes(needs, need => need.Target));
        (lowerWeights, upperWeights) = Vector128.Widen(Vector128.Create(Lanes(needs, need => need.Weight - need.SurplusWeight)));
        (lowerSurplus, upperSurplus) = Vector128.Widen(Vector128.Create(Lanes(needs, need => need.SurplusWeight)));
    }

    public int Count => given.Length;

    /// <summary>What there is when one more joins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Join(Vector128<byte> sum, int member) => Vector128.Min(sum + given[member], caps);

    /// <summary>Points for each member of a subgroup with this sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Points(Vector128<byte> sum)
    {
        var (lower, upper) = Vector128.Widen(Vector128.Min(sum, targets));
        var (lowerAll, upperAll) = Vector128.Widen(sum);
        return Vector128.Sum((lower * lowerWeights) + (upper * upperWeights) + (lowerAll * lowerSurplus) + (upperAll * upperSurplus));
    }

    public Vector128<byte> Sum(ReadOnlySpan<int> members)
    {
        var sum = Vector128<byte>.Zero;
        foreach (var member in members)
        {
            sum = Join(sum, member);
        }

        return sum;
    }

    private static byte[] Lanes(IReadOnlyList<SubgroupNeed> needs, Func<SubgroupNeed, int> number)
    {
        var lanes = new byte[EffectsMax];
        for (var lane = 0; lane < needs.Count; lane++)
        {
            lanes[lane] = checked((byte)number(needs[lane]));
        }

        return lanes;
    }
}
