using System.Text.Json;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Cli.Commands;

/// <summary>A squad request as the API's compose-team takes it; unknown fields are ignored.</summary>
internal sealed record SquadRequestJson(
    string? GameMode,
    int? TeamSize,
    int? Size,
    IReadOnlyList<SquadRequestJson.Entry>? Pool,
    IReadOnlyList<SquadRequestJson.Entry>? Locked,
    IReadOnlyList<SquadRequestJson.Entry>? Limits,
    SquadRequestJson.Wishes? Preferences)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <exception cref="JsonException">The text is no such JSON.</exception>
    /// <exception cref="FormatException">A field that must be there is missing.</exception>
    public static SquadRequest Read(string text)
    {
        var read = JsonSerializer.Deserialize<SquadRequestJson>(text, Options) ?? throw new FormatException("The request is null.");
        return new(read.GameMode ?? throw new FormatException("game_mode is missing."), read.TeamSize ?? read.Size ?? throw new FormatException("team_size is missing."))
        {
            Pool = read.Pool is null ? null : [.. read.Pool.Select(entry => new PoolEntry(entry.Who, entry.Max))],
            Locked = [.. (read.Locked ?? []).Select(entry => new LockedEntry(entry.Who, entry.Count ?? 1))],
            Limits = [.. (read.Limits ?? []).Select(entry => new SquadLimit(entry.Who, entry.Max ?? throw new FormatException("limits[].max is missing.")))],
            Roles = [.. (read.Preferences?.Roles ?? new Dictionary<string, int>()).Select(wish => new RoleWish(wish.Key, wish.Value))],
            Avoid = read.Preferences?.Avoid ?? [],
        };
    }

    internal sealed record Entry(string? Profession, string? Specialization, string? Role, string? Build, int? Max, int? Count)
    {
        public Selector Who => new(Profession, Specialization, Role, Build);
    }

    internal sealed record Wishes(IReadOnlyDictionary<string, int>? Roles, IReadOnlyList<string>? Avoid);
}
