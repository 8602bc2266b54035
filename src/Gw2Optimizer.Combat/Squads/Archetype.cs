namespace Gw2Optimizer.Combat.Squads;

/// <summary>Where an amount comes from; what each class means stands in the data, <see cref="SquadCatalogue.Evidence"/>.</summary>
public enum EvidenceClass
{
    Counted,
    Template,
    Community,
    Estimate,
}

/// <summary>One effect that an archetype gives.</summary>
/// <param name="Amount">Quarters of what one member built for it gives: 1 to 4.</param>
public sealed record Provision(Effect Effect, int Amount, EvidenceClass Evidence);

/// <summary>A member of a squad before a player fills it: specialization, role, and what the build is for.</summary>
/// <param name="Specialization">An elite specialization's name, or <c>Core</c>.</param>
/// <param name="Role">One of the roles of <see cref="SquadCatalogue.Roles"/>.</param>
/// <param name="Build">The boon the build is for, <c>standard</c> where there is none.</param>
public sealed record Archetype(string Profession, string Specialization, string Role, string Build, IReadOnlyList<Provision> Provides)
{
    private readonly int[] amounts = AmountsOf(Provides);

    /// <summary>Profession, specialization, role and build as one word, unique in the catalogue.</summary>
    public string Id { get; } = Names.Fold($"{Profession}/{Specialization}/{Role}/{Build}");

    /// <summary>The specialization as players say it: <c>Firebrand</c>, or <c>core Guardian</c>.</summary>
    public string Title => Specialization == SquadCatalogue.Core ? $"core {Profession}" : Specialization;

    /// <summary>Quarters, 0 to 4.</summary>
    public int Amount(Effect effect) => amounts[(int)effect];

    private static int[] AmountsOf(IEnumerable<Provision> provides)
    {
        var byEffect = new int[Enum.GetValues<Effect>().Length];
        foreach (var provision in provides)
        {
            byEffect[(int)provision.Effect] = provision.Amount;
        }

        return byEffect;
    }
}
