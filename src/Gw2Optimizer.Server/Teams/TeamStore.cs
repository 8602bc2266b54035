using System.Data.Common;
using Dapper;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Teams;

/// <summary>What became of a member that was to be added or moved.</summary>
internal enum SeatOutcome
{
    Seated,
    NoSuchTeam,
    NoSuchMember,
    NoSuchBuild,

    /// <summary>The team has fewer slots.</summary>
    Beyond,
    Full,
    Taken,
}

/// <summary>What became of a team that was to be made.</summary>
internal enum TeamOutcome
{
    Made,
    NoSuchBuild,
    QuotaReached,
}

/// <summary>The tables of teams and their members.</summary>
internal sealed class TeamStore(Database database) : IReadableTeams
{
    private const string Columns = """
        teams.id AS Id, teams.user_id AS UserId, users.username AS OwnerName, teams.name AS Name, teams.game_mode AS GameMode, teams.size AS Size,
        teams.description AS Description, teams.is_public AS IsPublic, teams.created_at AS CreatedAt, teams.updated_at AS UpdatedAt,
        team_members.id AS MemberId, team_members.slot_number AS Slot, team_members.role AS Role, team_members.player_name AS PlayerName,
        builds.id AS BuildId, builds.user_id AS BuildUserId, builds.is_public AS IsBuildPublic, builds.name AS BuildName, builds.profession AS Profession,
        builds.specialization AS Specialization, builds.role AS BuildRole
        """;

    private const string Joins = """
        JOIN users ON users.id = teams.user_id
        LEFT JOIN team_members ON team_members.team_id = teams.id
        LEFT JOIN builds ON builds.id = team_members.build_id
        """;

    /// <summary>Makes a team with the builds that are named in its first slots, each in its usual role.</summary>
    public Task<TeamOutcome> AddAsync(Team team, IReadOnlyList<Guid> builds, int max) => WithBuildsAsync(TeamOutcome.NoSuchBuild, async connection =>
    {
        // One after the other for each owner, or two at once would both see room for one.
        await connection.ExecuteAsync("UPDATE users SET last_seen_at = last_seen_at WHERE id = @owner", new { owner = team.Owner.ToString() });
        var roles = await RolesOfReadableAsync(connection, builds, team.Owner);
        if (builds.Any(build => !roles.ContainsKey(build)))
        {
            return TeamOutcome.NoSuchBuild;
        }

        var added = await connection.ExecuteAsync(
            """
            INSERT INTO teams (id, user_id, name, game_mode, size, description, is_public, created_at, updated_at, number)
            SELECT @id, @owner, @name, @mode, @size, @description, @isPublic, @createdAt, @createdAt, (SELECT coalesce(max(number), 0) + 1 FROM teams) WHERE (SELECT count(*) FROM teams WHERE user_id = @owner) < @max
            """,
            new
            {
                id = team.Id.ToString("D"),
                owner = team.Owner.ToString(),
                name = team.Name,
                mode = team.GameMode,
                size = team.Size,
                description = team.Description,
                isPublic = team.IsPublic ? 1L : 0L,
                createdAt = team.CreatedAt.ToUnixTimeMilliseconds(),
                max,
            });
        if (added == 0)
        {
            return TeamOutcome.QuotaReached;
        }

        await connection.ExecuteAsync(
            "INSERT INTO team_members (id, team_id, build_id, slot_number, role) VALUES (@id, @team, @build, @slot, @role)",
            builds.Select((build, place) => new { id = Guid.CreateVersion7().ToString("D"), team = team.Id.ToString("D"), build = build.ToString("D"), slot = place + 1, role = roles[build] }));
        return TeamOutcome.Made;
    });

    public async Task<Team?> FindAsync(Guid id) => (await database.ReadAsync(connection => ReadAsync(connection, "teams.id = @id", new { id = id.ToString("D") }))).SingleOrDefault();

    public async Task<IReadOnlyList<TeamMember>?> FindAsync(Guid id, UserId caller) =>
        await FindAsync(id) is { } team && team.IsReadableBy(caller) ? [.. team.Members.Select(member => new TeamMember(member.Profession, member.Specialization))] : null;

    /// <summary>A page, newest first, and how many there are in all.</summary>
    /// <param name="owner">Null: everybody's public ones.</param>
    public Task<(IReadOnlyList<Team> Teams, long Total)> ListAsync(UserId? owner, string? mode, int skip, int limit)
    {
        var where = $"{(owner is null ? "is_public = 1" : "user_id = @owner")} {(mode is null ? "" : "AND game_mode = @mode")}";
        var values = new { owner = owner?.ToString(), mode, skip, limit };
        return database.ReadAsync(async connection =>
        {
            var total = await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM teams WHERE {where}", values);
            var teams = await ReadAsync(connection, $"teams.id IN (SELECT id FROM teams WHERE {where} ORDER BY created_at DESC, number DESC LIMIT @limit OFFSET @skip)", values);
            return (teams, total);
        });
    }

    /// <returns>The team as it is now, and the highest slot taken if that is why it is not changed; null where there is no such team of this owner.</returns>
    public Task<(Team Team, int? Taken)?> ChangeAsync(Guid id, UserId owner, Func<Team, Team> change) => database.WriteAsync(async connection =>
    {
        if (await HoldAsync(connection, id, owner) is not { } old)
        {
            return ((Team, int?)?)null;
        }

        var changed = change(old);
        var highest = old.Members.Select(member => member.Slot).DefaultIfEmpty().Max();
        if (highest > changed.Size)
        {
            return (old, highest);
        }

        await connection.ExecuteAsync(
            "UPDATE teams SET name = @name, game_mode = @mode, size = @size, description = @description, is_public = @isPublic, updated_at = @updatedAt WHERE id = @team",
            new
            {
                team = id.ToString("D"),
                name = changed.Name,
                mode = changed.GameMode,
                size = changed.Size,
                description = changed.Description,
                isPublic = changed.IsPublic ? 1L : 0L,
                updatedAt = changed.UpdatedAt.ToUnixTimeMilliseconds(),
            });
        return (changed, null);
    });

    public Task<bool> RemoveAsync(Guid id, UserId owner) => database.WriteAsync(async connection =>
        await connection.ExecuteAsync("DELETE FROM teams WHERE id = @id AND user_id = @owner", new { id = id.ToString("D"), owner = owner.ToString() }) > 0);

    /// <summary>Seats a build in the slot that is asked for, or in the lowest free one.</summary>
    public Task<SeatOutcome> SeatAsync(Guid team, UserId owner, NewMember member, DateTimeOffset now) => WithBuildsAsync(SeatOutcome.NoSuchBuild, async connection =>
    {
        // Whoever adds at the same time waits here, and then sees what this one has done.
        if (await HoldAsync(connection, team, owner) is not { } held)
        {
            return SeatOutcome.NoSuchTeam;
        }

        var free = Enumerable.Range(1, held.Size).Except(held.Members.Select(other => other.Slot)).Select(slot => (int?)slot).FirstOrDefault();
        var refusal = member.Slot > held.Size ? SeatOutcome.Beyond
            : !(await RolesOfReadableAsync(connection, [member.Build], owner)).ContainsKey(member.Build) ? SeatOutcome.NoSuchBuild
            : free is null ? SeatOutcome.Full
            : held.Members.Any(other => other.Slot == member.Slot) ? SeatOutcome.Taken
            : SeatOutcome.Seated;
        if (refusal is not SeatOutcome.Seated)
        {
            return refusal;
        }

        await connection.ExecuteAsync(
            "INSERT INTO team_members (id, team_id, build_id, slot_number, role, player_name) VALUES (@id, @team, @build, @slot, @role, @player)",
            new { id = member.Id.ToString("D"), team = team.ToString("D"), build = member.Build.ToString("D"), slot = member.Slot ?? free, role = member.Role, player = member.PlayerName });
        await TouchAsync(connection, team, now);
        return SeatOutcome.Seated;
    });

    /// <param name="swaps">Whoever has the new slot gets the member's old one.</param>
    public Task<SeatOutcome> MoveAsync(Guid team, UserId owner, Guid member, Func<Member, Member> change, bool swaps, DateTimeOffset now) => WithBuildsAsync(SeatOutcome.NoSuchBuild, async connection =>
    {
        if (await HoldAsync(connection, team, owner) is not { } held)
        {
            return SeatOutcome.NoSuchTeam;
        }

        if (held.Members.FirstOrDefault(one => one.Id == member) is not { } old)
        {
            return SeatOutcome.NoSuchMember;
        }

        var changed = change(old);
        var other = held.Members.FirstOrDefault(one => one.Slot == changed.Slot && one.Id != member);
        var refusal = changed.Slot > held.Size ? SeatOutcome.Beyond
            : changed.BuildId != old.BuildId && !(await RolesOfReadableAsync(connection, [changed.BuildId], owner)).ContainsKey(changed.BuildId) ? SeatOutcome.NoSuchBuild
            : other is not null && !swaps ? SeatOutcome.Taken
            : SeatOutcome.Seated;
        if (refusal is not SeatOutcome.Seated)
        {
            return refusal;
        }

        if (other is not null)
        {
            // Nobody sits in slot 0; it is where one waits while the other moves.
            await connection.ExecuteAsync("UPDATE team_members SET slot_number = 0 WHERE id = @id", new { id = member.ToString("D") });
            await connection.ExecuteAsync("UPDATE team_members SET slot_number = @slot WHERE id = @id", new { id = other.Id.ToString("D"), slot = old.Slot });
        }

        // Its build may have been removed in this instant, and the member with it.
        var moved = await connection.ExecuteAsync(
            "UPDATE team_members SET build_id = @build, slot_number = @slot, role = @role, player_name = @player WHERE id = @id",
            new { id = member.ToString("D"), build = changed.BuildId.ToString("D"), slot = changed.Slot, role = changed.Role, player = changed.PlayerName });
        await TouchAsync(connection, team, now);
        return moved > 0 ? SeatOutcome.Seated : SeatOutcome.NoSuchMember;
    });

    public Task<SeatOutcome> UnseatAsync(Guid team, UserId owner, Guid member, DateTimeOffset now) => database.WriteAsync(async connection =>
    {
        if (await HoldAsync(connection, team, owner) is null)
        {
            return SeatOutcome.NoSuchTeam;
        }

        var freed = await connection.ExecuteAsync("DELETE FROM team_members WHERE id = @member AND team_id = @team", new { member = member.ToString("D"), team = team.ToString("D") });
        await TouchAsync(connection, team, now);
        return freed > 0 ? SeatOutcome.Seated : SeatOutcome.NoSuchMember;
    });

    /// <summary>A build may be removed while it is being seated.</summary>
    private async Task<T> WithBuildsAsync<T>(T gone, Func<DbConnection, Task<T>> work)
    {
        try
        {
            return await database.WriteAsync(work);
        }
        catch (RowGoneException)
        {
            return gone;
        }
    }

    /// <summary>The team as nobody else changes it until the transaction ends.</summary>
    private static async Task<Team?> HoldAsync(DbConnection connection, Guid team, UserId owner)
    {
        var id = team.ToString("D");
        return await connection.ExecuteAsync("UPDATE teams SET updated_at = updated_at WHERE id = @id AND user_id = @owner", new { id, owner = owner.ToString() }) > 0
            ? (await ReadAsync(connection, "teams.id = @id", new { id })).Single()
            : null;
    }

    private static async Task<Dictionary<Guid, string>> RolesOfReadableAsync(DbConnection connection, IReadOnlyCollection<Guid> builds, UserId reader)
    {
        if (builds.Count == 0)
        {
            return [];
        }

        // Dapper writes lists of its own for each engine, and not alike.
        var ids = builds.Distinct().Select((build, place) => (Name: $"build{place}", Id: build.ToString("D"))).ToList();
        var values = new DynamicParameters(new { reader = reader.ToString() });
        foreach (var (name, id) in ids)
        {
            values.Add(name, id);
        }

        var roles = await connection.QueryAsync<(string Id, string Role)>(
            $"SELECT id, role FROM builds WHERE id IN ({string.Join(", ", ids.Select(id => $"@{id.Name}"))}) AND (is_public = 1 OR user_id = @reader)", values);
        return roles.ToDictionary(build => Guid.ParseExact(build.Id, "D"), build => build.Role);
    }

    private static Task<int> TouchAsync(DbConnection connection, Guid team, DateTimeOffset now) =>
        connection.ExecuteAsync("UPDATE teams SET updated_at = @now WHERE id = @id", new { id = team.ToString("D"), now = now.ToUnixTimeMilliseconds() });

    private static async Task<IReadOnlyList<Team>> ReadAsync(DbConnection connection, string where, object values)
    {
        var rows = await connection.QueryAsync<Row>($"SELECT {Columns} FROM teams {Joins} WHERE {where} ORDER BY teams.created_at DESC, teams.number DESC, team_members.slot_number", values);
        return [.. rows.GroupBy(row => row.Id).Select(members => members.First().ToTeam([.. members.Where(row => row.MemberId is not null).Select(row => row.ToMember())]))];
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public string? OwnerName { get; init; }

        public required string Name { get; init; }

        public required string GameMode { get; init; }

        public long Size { get; init; }

        public string? Description { get; init; }

        public long IsPublic { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public string? MemberId { get; init; }

        public long? Slot { get; init; }

        public string? Role { get; init; }

        public string? PlayerName { get; init; }

        public string? BuildId { get; init; }

        public string? BuildUserId { get; init; }

        public long? IsBuildPublic { get; init; }

        public string? BuildName { get; init; }

        public string? Profession { get; init; }

        public string? Specialization { get; init; }

        public string? BuildRole { get; init; }

        public Team ToTeam(IReadOnlyList<Member> members) => new(
            Guid.ParseExact(Id, "D"), Accounts.UserId.Parse(UserId), OwnerName, Name, GameMode, (int)Size, Description, IsPublic != 0,
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt), members);

        public Member ToMember() => new(
            Guid.ParseExact(MemberId!, "D"), (int)Slot!.Value, Role!, PlayerName, Guid.ParseExact(BuildId!, "D"), Accounts.UserId.Parse(BuildUserId!), IsBuildPublic is not 0,
            BuildName!, Profession!, Specialization!, BuildRole!);
    }
}
