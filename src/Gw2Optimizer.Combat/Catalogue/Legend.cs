using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>A revenant's legend and its skills.</summary>
/// <param name="Id">Its number in build template links, 1-8; older links say 13-20.</param>
/// <param name="Name">Of the stance: "Legendary Dragon Stance".</param>
/// <param name="Who">"Glint".</param>
/// <param name="Swap">The profession skill that takes the stance.</param>
/// <param name="Utilities">Three, in the order of the API.</param>
public sealed record Legend(
    int Id, string Name, [property: JsonPropertyName("legend")] string Who, int Swap, int Heal, ImmutableArray<int> Utilities, int Elite) : ICatalogueEntry
{
    private const int OlderCodes = 12;

    [JsonIgnore]
    public IEnumerable<int> OtherIds => [Id + OlderCodes];

    [JsonIgnore]
    public IEnumerable<string> OtherNames => [Who];
}
