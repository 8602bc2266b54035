using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;

namespace Gw2Optimizer.Combat.Tests.ChatCodes;

/// <summary>Templates that the game could make, and some with numbers that it does not know yet.</summary>
internal static class RandomTemplates
{
    public static BuildTemplate Of(Random random, Profession profession, Specialization? elite)
    {
        var lines = profession.Specializations.Select(GameCatalogue.Shipped.Specializations.Get).ToList();
        var core = lines.Where(line => !line.IsElite).ToArray();
        random.Shuffle(core);
        var third = elite ?? (random.Next(2) == 0 ? core[2] : lines.Where(line => line.IsElite).ElementAt(random.Next(4)));
        return new(
            profession.Id,
            [Line(random, core[0]), random.Next(5) == 0 ? TraitLine.Empty : Line(random, core[1]), Line(random, third)],
            Bar(random),
            Bar(random),
            profession.Name == "Ranger" ? [.. Enumerable.Range(0, 4).Select(_ => (byte)random.Next(256))] : [],
            profession.Name == "Revenant" ? Legends(random) : null,
            random.Next(4) == 0 ? null : new(Words(random, random.Next(5)), [.. Words(random, random.Next(12)).Select(word => 60_000u + word)]));
    }

    private static TraitLine Line(Random random, Specialization line) =>
        new((byte)line.Id, (byte)random.Next(4), (byte)random.Next(4), (byte)random.Next(4));

    private static SkillBar Bar(Random random)
    {
        var words = Words(random, 5);
        return new(words[0], words[1], words[2], words[3], words[4]);
    }

    private static TemplateLegends Legends(Random random) => new(
        (byte)random.Next(13, 21), (byte)random.Next(13, 21), (byte)random.Next(256), 0, Words(random, 3), Words(random, 3));

    private static ImmutableArray<ushort> Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(65_536))];
}
