using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>One of the 81 specializations.</summary>
/// <param name="Expansion">The release that brought it: <c>core</c>, <c>HoT</c>, <c>PoF</c>, <c>EoD</c>, <c>VoE</c>.</param>
/// <param name="UsualRole">What a squad takes it for, one of the API's ten roles; an editor's choice with its evidence.</param>
/// <param name="Evidence"><c>A</c> computed from API facts, <c>B</c> a named boon build exists, <c>C</c> community role tables, <c>none</c> assumed.</param>
/// <param name="MinorTraits">Three ids, adept to grandmaster.</param>
/// <param name="MajorTraits">Nine ids: adept, master, grandmaster; top, middle, bottom in each.</param>
public sealed record Specialization(
    int Id,
    string Name,
    string Profession,
    bool IsElite,
    string Expansion,
    string UsualRole,
    string Evidence,
    ImmutableArray<int> MinorTraits,
    ImmutableArray<int> MajorTraits) : ICatalogueEntry;
