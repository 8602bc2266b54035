using System.Text.Json.Serialization;
using Gw2Optimizer.Server.Advice.Models;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>A build before and after, as the API tells it.</summary>
/// <param name="Score">What the objective counts; <see cref="Objective"/> says what that is.</param>
/// <param name="Bound">Nothing that keeps the constraints scores higher.</param>
/// <param name="Reason">Why the model had no part in it; only where it had none.</param>
internal sealed record GearAnswer(
    GearSheet Before,
    GearSheet After,
    IReadOnlyList<GearChange> Changes,
    string Objective,
    double Score,
    double Bound,
    bool ProvenOptimal,
    IReadOnlyList<string> Explanation,
    string Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelReason? Reason,
    string DataVersion);

/// <param name="Stats">The finished sheet by attribute: points, health, and fractions for chances and durations; damage, survivability and healing of the fight.</param>
internal sealed record GearSheet(IReadOnlyList<WornPiece> Equipment, IReadOnlyDictionary<string, double> Stats, double Score);

/// <param name="Prefix">Or the name of the rune.</param>
/// <param name="StatId">Of the game's <c>/v2/itemstats</c>; null for the rune.</param>
/// <param name="ItemId">The rune's; null for a prefix.</param>
internal sealed record WornPiece(string Slot, string Prefix, int? StatId, int? ItemId);

/// <param name="From">Null: nothing known was worn there.</param>
internal sealed record GearChange(string Slot, string? From, string To);
