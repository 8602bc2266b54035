using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>
/// The choices as numbers: equal slots are one class from which a multiset is chosen, infusions are a class of their own.
/// Options of all classes lie in one row, each class padded to whole vectors; points lie in columns, one for each attribute that any option gives.
/// </summary>
internal sealed class GearSpace
{
    /// <summary>Doubles in one vector of the widest kind that is used.</summary>
    public const int Lane = 4;

    private readonly ImmutableArray<ImmutableArray<int>> slotsOf;

    private GearSpace(ImmutableArray<CombatAttribute> attributes, ImmutableArray<GearClass> classes, ImmutableArray<ImmutableArray<int>> slotsOf, double[] points, int width)
    {
        Attributes = attributes;
        Classes = classes;
        this.slotsOf = slotsOf;
        Points = points;
        Width = width;
    }

    /// <summary>Column by column.</summary>
    public ImmutableArray<CombatAttribute> Attributes { get; }

    public int Dimensions => Attributes.Length;

    public ImmutableArray<GearClass> Classes { get; }

    /// <summary>Options of all classes with their padding.</summary>
    public int Width { get; }

    /// <summary>Points of option o in column k at k * Width + o.</summary>
    public double[] Points { get; }

    public static GearSpace Of(GearProblem problem)
    {
        var groups = new List<(List<GearChoice> Options, List<int> Slots)>();
        for (var slot = 0; slot < problem.Slots.Length; slot++)
        {
            var options = problem.Slots[slot].Options.Select((option, place) => GearChoice.Of(option, place)).OrderBy(choice => choice.Key, StringComparer.Ordinal).ToList();
            var group = groups.FindIndex(known => known.Options.Select(choice => choice.Key).SequenceEqual(options.Select(choice => choice.Key), StringComparer.Ordinal));
            if (group < 0)
            {
                groups.Add((options, [slot]));
            }
            else
            {
                groups[group].Slots.Add(slot);
            }
        }

        var infusions = problem.Infusions;
        if (infusions.Max > 0 && infusions.Options.Length > 0)
        {
            groups.Add(([GearChoice.Nothing, .. infusions.Options.Select((option, place) => GearChoice.Of(option, place, infusions.PointsEach))], []));
        }

        var attributes = CombatAttributes.All.Take(CombatAttributes.GearCount).Where(attribute => groups.Any(group => group.Options.Any(choice => choice.Points[(int)attribute] != 0)));
        return Of(groups, [.. attributes], infusions.Max);
    }

    /// <summary>Which slot wears what, out of how often each option is chosen.</summary>
    public (ImmutableArray<int> Options, ImmutableArray<int> Infusions) Worn(GearProblem problem, ReadOnlySpan<int> counts)
    {
        var worn = new int[problem.Slots.Length];
        var infusions = new int[problem.Infusions.Options.Length];
        for (var c = 0; c < Classes.Length; c++)
        {
            var one = Classes[c];
            var next = 0;
            for (var o = 0; o < one.Options; o++)
            {
                var choice = one.Choices[o];
                for (var copy = 0; copy < counts[one.Start + o]; copy++)
                {
                    if (slotsOf[c].IsEmpty)
                    {
                        infusions[Math.Max(choice.Place, 0)] += choice.Place >= 0 ? 1 : 0;
                    }
                    else
                    {
                        var slot = slotsOf[c][next++];
                        worn[slot] = PlaceOf(problem.Slots[slot], choice);
                    }
                }
            }
        }

        return ([.. worn], [.. infusions]);
    }

    /// <summary>The same space, columns included, without the options that are not kept.</summary>
    public GearSpace Keeping(ReadOnlySpan<bool> kept)
    {
        var groups = new List<(List<GearChoice> Options, List<int> Slots)>();
        foreach (var (one, slots) in Classes.Zip(slotsOf))
        {
            var options = new List<GearChoice>();
            for (var o = 0; o < one.Options; o++)
            {
                if (kept[one.Start + o])
                {
                    options.Add(one.Choices[o]);
                }
            }

            groups.Add((options, [.. slots]));
        }

        return Of(groups, Attributes, Classes.Zip(slotsOf).FirstOrDefault(pair => pair.Second.IsEmpty).First?.Copies ?? 0);
    }

    public GearProof Proof(GearProblem problem, IReadOnlyList<ProofPart> parts) => new(
        Attributes,
        [.. Classes.Select((one, c) => new ProofClass(slotsOf[c], one.Copies, [.. one.Choices.Select(choice => new ProofOption(NameOf(problem, c, choice), [.. Attributes.Select(attribute => choice.Points[(int)attribute])], choice.Cap))]))],
        [.. parts]);

    private string NameOf(GearProblem problem, int category, GearChoice choice) =>
        choice.Place < 0 ? "none"
        : slotsOf[category].IsEmpty ? CombatAttributes.NameOf(problem.Infusions.Options[choice.Place].Attribute)
        : problem.Slots[slotsOf[category][0]].Options[choice.Place].Prefix;

    private static int PlaceOf(GearSlot slot, GearChoice choice)
    {
        for (var place = 0; place < slot.Options.Length; place++)
        {
            if (GearChoice.Of(slot.Options[place], place).Key == choice.Key)
            {
                return place;
            }
        }

        return choice.Place;
    }

    private static GearSpace Of(List<(List<GearChoice> Options, List<int> Slots)> groups, ImmutableArray<CombatAttribute> attributes, int infusionsMax)
    {
        var classes = ImmutableArray.CreateBuilder<GearClass>();
        var start = 0;
        foreach (var (options, slots) in groups)
        {
            var one = new GearClass(start, [.. options], slots.Count > 0 ? slots.Count : infusionsMax);
            classes.Add(one);
            start += one.Width;
        }

        var points = new double[attributes.Length * start];
        for (var k = 0; k < attributes.Length; k++)
        {
            foreach (var one in classes)
            {
                for (var o = 0; o < one.Options; o++)
                {
                    points[(k * start) + one.Start + o] = one.Choices[o].Points[(int)attributes[k]];
                }
            }
        }

        return new(attributes, classes.ToImmutable(), [.. groups.Select(group => group.Slots.ToImmutableArray())], points, start);
    }
}

/// <summary>Equal slots.</summary>
/// <param name="Start">Of its options in the row of all.</param>
/// <param name="Copies">How many are chosen, with repetition.</param>
internal sealed record GearClass(int Start, ImmutableArray<GearChoice> Choices, int Copies)
{
    public int Options => Choices.Length;

    /// <summary>With padding.</summary>
    public int Width => (Choices.Length + GearSpace.Lane - 1) / GearSpace.Lane * GearSpace.Lane;

    /// <summary>Whether some option may not fill every copy.</summary>
    public bool Capped { get; } = Choices.Any(choice => choice.Cap < Copies);
}

/// <param name="Key">Equal for equal options of different slots.</param>
/// <param name="Place">In the list of the slot it was read from, or of the infusions; -1 for no infusion.</param>
/// <param name="Cap">How often it may be chosen in its class.</param>
internal sealed record GearChoice(string Key, int Place, double[] Points, int Cap)
{
    public static GearChoice Nothing { get; } = new("", -1, new double[CombatAttributes.GearCount], int.MaxValue);

    public static GearChoice Of(GearOption option, int place)
    {
        var points = new double[CombatAttributes.GearCount];
        foreach (var (attribute, amount) in option.Points)
        {
            points[(int)attribute] += amount;
        }

        return new($"{option.Prefix}|{string.Join(';', points)}", place, points, int.MaxValue);
    }

    public static GearChoice Of(InfusionOption option, int place, double pointsEach)
    {
        var points = new double[CombatAttributes.GearCount];
        points[(int)option.Attribute] = pointsEach;
        return new($"{CombatAttributes.NameOf(option.Attribute)}|{place}", place, points, option.Count);
    }
}
