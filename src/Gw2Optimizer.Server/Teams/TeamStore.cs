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
    Full,
    Taken,
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

    /// <summary>The lowest slot that is free.</summary>
    private const string FreeSlot = """
        SELECT min(slot) FROM (
          SELECT 1 AS slot UNION SELECT slot_number + 1 FROM team_members WHERE team_id = @team
        ) AS candidates WHERE slot NOT IN (SELECT slot_number FROM team_members WHERE team_id = @team)
        """;

    /// <returns>False where the owner has as many as are allowed.</returns>
    public Task<bool> AddAsync(Team team, IReadOnlyList<(Guid Build, string Role)> members, int max) => database.WriteAsync(async connection =>
    {
        // One after the other for each owner, or two at once would both see room for one.
        await connection.ExecuteAsync("UPDATE users SET last_seen_at = last_seen_at WHERE id = @owner", new { owner = team.Owner.ToString() });
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
        if (added > 0 && members.Count > 0)
        {
            await connection.ExecuteAsync(
                "INSERT INTO team_members (id, team_id, build_id, slot_number, role) VALUES (@id, @team, @build, @slot, @role)",
                members.Select((member, place) => new { id = Guid.CreateVersion7().ToString("D"), team = team.Id.ToString("D"), build = member.Build.ToString("D"), slot = place + 1, role = member.Role }));
        }

        return added > 0;
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

    /// <returns>The highest slot taken where the new size is smaller, else 0; null where there is no such team of this owner.</returns>
    public Task<int?> ReplaceAsync(Team changed) => database.WriteAsync(async connection =>
    {
        if (!await LockAsync(connection, changed.Id, changed.Owner))
        {
            return (int?)null;
        }

        var team = changed.Id.ToString("D");
        var highest = await connection.ExecuteScalarAsync<long?>("SELECT max(slot_number) FROM team_members WHERE team_id = @team", new { team }) ?? 0;
        if (highest > changed.Size)
        {
            return (int)highest;
        }

        await connection.ExecuteAsync(
            "UPDATE teams SET name = @name, game_mode = @mode, size = @size, description = @description, is_public = @isPublic, updated_at = @updatedAt WHERE id = @team",
            new
            {
                team,
                name = changed.Name,
                mode = changed.GameMode,
                size = changed.Size,
                description = changed.Description,
                isPublic = changed.IsPublic ? 1L : 0L,
                updatedAt = changed.UpdatedAt.ToUnixTimeMilliseconds(),
            });
        return 0;
    });

    public Task<bool> RemoveAsync(Guid id, UserId owner) => database.WriteAsync(async connection =>
        await connection.ExecuteAsync("DELETE FROM teams WHERE id = @id AND user_id = @owner", new { id = id.ToString("D"), owner = owner.ToString() }) > 0);

    /// <summary>Seats a build in the slot that is asked for, or in the lowest free one.</summary>
    public Task<SeatOutcome> SeatAsync(Guid team, UserId owner, Guid member, Guid build, int? slot, string role, string? player) => database.WriteAsync(async connection =>
    {
        // Whoever adds at the same time waits here, and then sees what this one has done.
        if (!await LockAsync(connection, team, owner))
        {
            return SeatOutcome.NoSuchTeam;
        }

        var values = new { id = member.ToString("D"), team = team.ToString("D"), build = build.ToString("D"), slot, role, player };
        var (size, taken) = await connection.QuerySingleAsync<(long Size, long Taken)>(
            "SELECT size, (SELECT count(*) FROM team_members WHERE team_id = @team) FROM teams WHERE id = @team", values);
        if (taken >= size)
        {
            return SeatOutcome.Full;
        }

        var free = slot ?? await connection.ExecuteScalarAsync<long>(FreeSlot, values);
        return await connection.ExecuteAsync(
            "INSERT INTO team_members (id, team_id, build_id, slot_number, role, player_name) VALUES (@id, @team, @build, @free, @role, @player) ON CONFLICT (team_id, slot_number) DO NOTHING",
            new { values.id, values.team, values.build, free, role, player }) > 0
            ? SeatOutcome.Seated
            : SeatOutcome.Taken;
    });

    /// <param name="swaps">Whoever has the slot gets the member's old one.</param>
    public Task<SeatOutcome> MoveAsync(Guid team, UserId owner, Member changed, bool swaps) => database.WriteAsync(async connection =>
    {
        if (!await LockAsync(connection, team, owner))
        {
            return SeatOutcome.NoSuchTeam;
        }

        var values = new { id = changed.Id.ToString("D"), team = team.ToString("D"), build = changed.BuildId.ToString("D"), slot = changed.Slot, role = changed.Role, player = changed.PlayerName };
        var other = await connection.ExecuteScalarAsync<string?>("SELECT id FROM team_members WHERE team_id = @team AND slot_number = @slot AND id <> @id", values);
        if (other is not null && !swaps)
        {
            return SeatOutcome.Taken;
        }

        if (other is not null && await connection.ExecuteScalarAsync<long?>("SELECT slot_number FROM team_members WHERE id = @id AND team_id = @team", values) is { } left)
        {
            // Nobody sits in slot 0; it is where one waits while the other moves.
            await connection.ExecuteAsync("UPDATE team_members SET slot_number = 0 WHERE id = @id", values);
            await connection.ExecuteAsync("UPDATE team_members SET slot_number = @left WHERE id = @other", new { left, other });
        }

        return await connection.ExecuteAsync(
            "UPDATE team_members SET build_id = @build, slot_number = @slot, role = @role, player_name = @player WHERE id = @id AND team_id = @team", values) > 0
            ? SeatOutcome.Seated
            : SeatOutcome.NoSuchTeam;
    });

    public Task<bool> UnseatAsync(Guid team, UserId owner, Guid member) => database.WriteAsync(async connection => await connection.ExecuteAsync(
        "DELETE FROM team_members WHERE id = @member AND team_id IN (SELECT id FROM teams WHERE id = @team AND user_id = @owner)",
        new { member = member.ToString("D"), team = team.ToString("D"), owner = owner.ToString() }) > 0);

    /// <summary>Until the transaction ends, nobody else changes this team.</summary>
    private static async Task<bool> LockAsync(DbConnection connection, Guid team, UserId owner) => await connection.ExecuteAsync(
        "UPDATE teams SET updated_at = updated_at WHERE id = @id AND user_id = @owner", new { id = team.ToString("D"), owner = owner.ToString() }) > 0;

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
