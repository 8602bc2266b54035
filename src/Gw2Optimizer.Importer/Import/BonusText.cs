using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary>What the lines on a rune or a food say. A line that is none of the known forms is kept as it is written.</summary>
internal sealed partial class BonusText
{
    private const int TimeoutMs = 1000;

    private readonly List<KeyValuePair<GearAttribute, int>> points = [];
    private readonly List<PercentBonus> percents = [];
    private readonly List<PointConversion> conversions = [];
    private readonly List<string> other = [];
    private int allStats;

    public BonusText(IEnumerable<string> lines)
    {
        foreach (var line in lines) Read(Markup().Replace(line, "").Trim());
    }

    public AttributePoints Points => new(points.Concat(GearAttributes.OfAllStats.Select(attribute => KeyValuePair.Create(attribute, allStats))));

    public int AllStats => allStats;

    /// <summary>Bonuses of the same thing add up.</summary>
    public ImmutableArray<PercentBonus> Percents =>
        [.. percents.GroupBy(bonus => bonus.What).Select(group => new PercentBonus(group.Key, group.Sum(bonus => bonus.Percent)))];

    public ImmutableArray<PointConversion> Conversions => [.. conversions];

    public ImmutableArray<string> Other => [.. other];

    public bool IsEmpty => points.Count == 0 && allStats == 0 && percents.Count == 0 && conversions.Count == 0;

    private void Read(string line)
    {
        if (line.Length == 0 || Reward().IsMatch(line)) return;
        if (All().Match(line) is { Success: true } all) allStats += Number(all);
        else if (Flat().Match(line) is { Success: true } flat && GearAttributes.Find(flat.Groups["what"].Value) is { } attribute)
            points.Add(new(attribute, Number(flat)));
        else if (Conversion().Match(line) is { Success: true } share
            && GearAttributes.Find(share.Groups["to"].Value) is { } to && GearAttributes.Find(share.Groups["from"].Value) is { } from)
            conversions.Add(new(to, Number(share), from));
        else if (Percent().Match(line) is { Success: true } percent)
            percents.Add(new(What(percent.Groups["what"].Value), Number(percent)));
        else other.Add(line);
    }

    private static int Number(Match match) => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);

    /// <summary>"Increased Poison Duration" and "Poison Duration" are <c>PoisonDuration</c>; "Maximum Health" is <c>MaximumHealth</c>.</summary>
    private static string What(string words) => string.Concat(words
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where((word, index) => index > 0 || word != "Increased")
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, TimeoutMs)]
    private static partial Regex Markup();

    [GeneratedRegex(
        @"(Experience|Magic Find|Karma|Gold|Salvage|Fishing|Gathering|WXP|XP)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeoutMs)]
    private static partial Regex Reward();

    [GeneratedRegex(@"^\+(?<n>\d+) (to )?All (Stats|Attributes)\.?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex All();

    [GeneratedRegex(@"^\+(?<n>\d+) (?<what>[A-Z][A-Za-z ]+?)\.?$", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Flat();

    [GeneratedRegex(
        @"^Gain (?<to>[A-Za-z ]+?) Equal to (?<n>\d+)% of Your (?<from>[A-Za-z ]+?)\.?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeoutMs)]
    private static partial Regex Conversion();

    [GeneratedRegex(@"^\+(?<n>\d+)% (?<what>[A-Za-z ]+?)\.?$", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Percent();
}
