using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

/// <summary>Checks proofs with nothing of the solver: prices from the certificate, all subgroups of the pool tried one by one.</summary>
public class CertificateTests
{
    [Theory]
    [InlineData("zerg", 10, 4, 14, 1)]
    [InlineData("zerg", 50, 6, 16, 2)]
    [InlineData("raid_guild", 25, 5, 16, 3)]
    [InlineData("raid", 50, 5, 14, 4)]
    [InlineData("roaming", 20, 0, 14, 5)]
    [InlineData("spvp", 40, 3, 15, 6)]
    [InlineData("zerg", 35, 8, 15, 7)]
    [InlineData("strike", 30, 2, 16, 8)]
    public void No_squad_can_beat_what_the_multipliers_allow(string mode, int size, int spare, int archetypes, int seed)
    {
        var request = RandomRequests.Tight(mode, size, spare, archetypes, seed);

        var solved = request.Solved();

        var certificate = solved.Certificate.ShouldNotBeNull();
        certificate.BoundPoints.ShouldBeGreaterThanOrEqualTo(solved.BoundPoints);
        solved.BoundPoints.ShouldBeGreaterThanOrEqualTo(solved.Rating.Points);
        certificate.Multipliers.ShouldAllBe(multiplier => Holds(multiplier, request, solved.Needs, certificate.Scale));
        Unit(solved.Needs).ShouldBe(10);
        Allowed(request, solved.Needs, certificate).ShouldBeInRange(solved.Rating.Points * certificate.Scale, ((certificate.BoundPoints + 10) * certificate.Scale) - 1);
    }

    [Fact]
    public void A_certificate_with_a_price_left_out_proves_less()
    {
        var request = RandomRequests.Tight("zerg", 50, 6, 16, seed: 2);
        var solved = request.Solved();
        var certificate = solved.Certificate.ShouldNotBeNull();

        var weaker = certificate with { Multipliers = [.. certificate.Multipliers.OrderByDescending(multiplier => Math.Abs(multiplier.Value)).Skip(3)] };

        Allowed(request, solved.Needs, weaker).ShouldBeGreaterThan(Allowed(request, solved.Needs, certificate));
    }

    // The signs are those of a most and a least, and what is priced holds for every squad of the pool.
    private static bool Holds(Multiplier multiplier, SquadRequest request, ModeNeeds needs, long scale)
    {
        if (multiplier.Effect is { } effect)
        {
            var need = needs.Squad.Single(known => known.Effect == effect);
            return multiplier.AtLeast && multiplier.Limit == need.Target(request.Size) && multiplier.Value <= 0 && -multiplier.Value <= need.Weight * scale;
        }

        var copies = multiplier.Members.Sum(member => request.Pool![Entry(member)].Max!.Value);
        return !multiplier.AtLeast && multiplier.Value >= 0 && multiplier.Limit >= (multiplier.Halved ? copies / 2 : copies);
    }

    private static long Allowed(SquadRequest request, ModeNeeds needs, SquadCertificate certificate)
    {
        var pool = request.Pool!.Select((entry, index) => Key(entry, index)).ToArray();
        var members = request.Pool!.Select(entry => SquadCatalogue.Shipped.Archetypes.Single(known => RandomRequests.Exactly(known) == entry.Who)).ToArray();
        var prices = members.Select((member, index) => (needs.OwnPoints(member) * certificate.Scale) - certificate.Multipliers
            .Where(multiplier => !multiplier.Halved)
            .Sum(multiplier => multiplier.Value * (multiplier.Effect is { } effect ? member.Amount(effect) : multiplier.Members.Contains(pool[index]) ? 1 : 0))).ToArray();
        var halves = certificate.Multipliers.Where(multiplier => multiplier.Halved)
            .Select(multiplier => (Counts: pool.Select(multiplier.Members.Contains).ToArray(), multiplier.Value)).ToArray();
        long Subgroup(int[] chosen) =>
            chosen.Sum(member => prices[member])
            + (chosen.Length * certificate.Scale * needs.Subgroup.Sum(need => (long)need.Points(chosen.Sum(member => members[member].Amount(need.Effect)))))
            - halves.Sum(half => chosen.Count(member => half.Counts[member]) / 2 * half.Value);

        var best = Multisets(request, SquadScore.SubgroupSize, 0).Max(Subgroup);
        return (certificate.Scale * needs.Squad.Sum(need => (long)need.Points(need.Target(request.Size), request.Size)))
            + certificate.Multipliers.Sum(multiplier => multiplier.Value * multiplier.Limit)
            + (request.Size / SquadScore.SubgroupSize * best);
    }

    private static IEnumerable<int[]> Multisets(SquadRequest request, int seats, int first) => seats == 0
        ? [[]]
        : Enumerable.Range(first, request.Pool!.Count - first).SelectMany(member => Multisets(request, seats - 1, member)
            .Select(rest => (int[])[member, .. rest])
            .Where(chosen => chosen.Count(other => other == member) <= request.Pool[member].Max));

    private static int Unit(ModeNeeds needs) =>
        new[] { needs.Subgroup.SelectMany(need => new[] { 5 * need.Weight, 5 * need.SurplusWeight }), needs.Squad.Select(need => need.Weight), needs.Own.Values }
            .SelectMany(weights => weights).Aggregate(0, Divisor);

    private static int Divisor(int first, int second) => second == 0 ? first : Divisor(second, first % second);

    private static string Key(PoolEntry entry, int index) =>
        $"{Names.Fold($"{entry.Who.Profession}/{entry.Who.Specialization}/{entry.Who.Role}/{entry.Who.Build}")}@pool[{index}]";

    private static int Entry(string member) => int.Parse(member[(member.IndexOf('[', StringComparison.Ordinal) + 1)..^1]);
}
