namespace Gw2Optimizer.Server.Advice;

/// <summary>What a rating is about, as it was then: the titles of specializations by subgroup. A single build is a squad of one.</summary>
internal sealed record RatedThing(IReadOnlyList<IReadOnlyList<string>> Subgroups);
