using System.Text.Json.Serialization;
using Gw2Optimizer.Server.Accounts;

namespace Gw2Optimizer.Server.Teams;

/// <summary>A team as the API tells it. Others than its owner learn the owner's name only.</summary>
internal sealed record TeamAnswer(
    Guid Id,
    string? UserId,
    string? Owner,
    string Name,
    string GameMode,
    int Size,
    int TeamSize,
    string? Description,
    bool IsPublic,
    IReadOnlyList<MemberAnswer> Members,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    public const string Example = $$"""
        {"id":"9a1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","user_id":"01a21523-973f-76f2-837f-767a9686f20e","owner":"aurene","name":"Reset night","game_mode":"zerg","size":50,"team_size":50,
        "description":null,"is_public":false,"members":[{{MemberAnswer.Example}}],"created_at":"2025-11-16T02:00:07Z","updated_at":"2025-11-16T02:00:07Z"}
        """;

    public static TeamAnswer For(Team team, UserId? reader) => new(
        team.Id, team.Owner == reader ? team.Owner.ToString() : null, team.OwnerName, team.Name, team.GameMode, team.Size, team.Size, team.Description, team.IsPublic,
        [.. team.Members.Select(member => MemberAnswer.For(member, reader))], team.CreatedAt.UtcDateTime, team.UpdatedAt.UtcDateTime);
}

/// <param name="BuildId">Null for whoever may not read the build.</param>
internal sealed record MemberAnswer(Guid Id, int SlotNumber, string Role, string? PlayerName, Guid? BuildId, FighterAnswer Build)
{
    public const string Example = """
        {"id":"7c1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","slot_number":1,"role":"stability","player_name":"Taimi","build_id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10",
        "build":{"id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","name":"Firebrand","profession":"Guardian","specialization":"Firebrand","role":"stability"}}
        """;

    public static MemberAnswer For(Member member, UserId? reader)
    {
        var shows = member.ShowsBuildTo(reader);
        return new(
            member.Id, member.Slot, member.Role, member.PlayerName, shows ? member.BuildId : null,
            new FighterAnswer(shows ? member.BuildId : null, shows ? member.BuildName : null, member.Profession, member.Specialization, member.BuildRole));
    }
}

/// <summary>What is seen of a build in a team.</summary>
internal sealed record FighterAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    string Profession,
    string Specialization,
    string Role);
