using System.Collections.Frozen;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>Armour rating of ascended and legendary armour by weight. Source: Discretize gw2-data.ts (commit b64d7244), GW2 wiki Armor.</summary>
/// <param name="Total">Of the six pieces: 967, 1118 or 1271.</param>
public sealed record ArmorDefense(ArmorWeight Weight, FrozenDictionary<GearPiece, int> Pieces, int Total);
