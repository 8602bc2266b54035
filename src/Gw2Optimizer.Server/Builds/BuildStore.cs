using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Builds;

/// <summary>The table of builds.</summary>
internal sealed class BuildStore(Database database) : IReadableBuilds
{
    private const string Columns = """
        builds.id AS Id, builds.user_id AS UserId, users.username AS OwnerName, builds.name AS Name, profession AS Profession, specialization AS Specialization,
        game_mode AS GameMode, role AS Role, builds.description AS Description, playstyle AS Playstyle, is_public AS IsPublic, trait_lines AS TraitLines, skills AS Skills,
        equipment AS Equipment, source_url AS SourceUrl, chat_code AS ChatCode, builds.created_at AS CreatedAt, builds.updated_at AS UpdatedAt
        """;

    /// <returns>False where the owner has as many as are allowed.</returns>
    public Task<bool> AddAsync(Build build, int max) => database.WriteAsync(async connection =>
    {
        // One after the other for each owner, or two at once would both see room for one.
        await connection.ExecuteAsync("UPDATE users SET last_seen_at = last_seen_at WHERE id = @owner", new { owner = build.Owner.ToString() });
        return await connection.ExecuteAsync(
            """
            INSERT INTO builds (id, user_id, name, profession, specialization, game_mode, role, description, playstyle, is_public, trait_lines, skills, equipment,
              source_url, chat_code, created_at, updated_at, number)
            SELECT @Id, @UserId, @Name, @Profession, @Specialization, @GameMode, @Role, @Description, @Playstyle, @IsPublic, @TraitLines, @Skills, @Equipment,
              @SourceUrl, @ChatCode, @CreatedAt, @UpdatedAt, (SELECT coalesce(max(number), 0) + 1 FROM builds)
            WHERE (SELECT count(*) FROM builds WHERE user_id = @UserId) < @max
            """,
            Values(build, ("max", max))) > 0;
    });

    public async Task<Build?> FindAsync(Guid id) => (await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
        $"SELECT {Columns} FROM builds JOIN users ON users.id = builds.user_id WHERE builds.id = @id", new { id = id.ToString("D") })))?.ToBuild();

    public async Task<StoredBuild?> FindAsync(Guid id, UserId caller) => await FindAsync(id) is { } build && build.IsReadableBy(caller) ? build.Stored : null;

    /// <summary>A page, newest first, and how many there are in all.</summary>
    /// <param name="owner">Null: everybody's public ones.</param>
    public async Task<(IReadOnlyList<Build> Builds, long Total)> ListAsync(UserId? owner, BuildFilter filter, int skip, int limit)
    {
        var where = $"""
            {(owner is null ? "is_public = 1" : "user_id = @owner")}
            {(filter.Profession is null ? "" : "AND profession = @profession")} {(filter.GameMode is null ? "" : "AND game_mode = @mode")} {(filter.Role is null ? "" : "AND role = @role")}
            """;
        var values = new { owner = owner?.ToString(), profession = filter.Profession, mode = filter.GameMode, role = filter.Role, skip, limit };
        return await database.ReadAsync(async connection =>
        {
            var total = await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM builds WHERE {where}", values);
            var rows = await connection.QueryAsync<Row>(
                $"SELECT {Columns} FROM builds JOIN users ON users.id = builds.user_id WHERE {where} ORDER BY builds.created_at DESC, builds.number DESC LIMIT @limit OFFSET @skip", values);
            return ((IReadOnlyList<Build>)[.. rows.Select(row => row.ToBuild())], total);
        });
    }

    /// <summary>Stores what was changed, if nobody has changed it since it was read.</summary>
    public Task<bool> ReplaceAsync(Build changed, DateTimeOffset readVersion) => database.WriteAsync(async connection => await connection.ExecuteAsync(
        """
        UPDATE builds SET name = @Name, specialization = @Specialization, game_mode = @GameMode, role = @Role, description = @Description, playstyle = @Playstyle,
          is_public = @IsPublic, trait_lines = @TraitLines, skills = @Skills, equipment = @Equipment, source_url = @SourceUrl, chat_code = @ChatCode, updated_at = @UpdatedAt
        WHERE id = @Id AND user_id = @UserId AND updated_at = @read
        """,
        Values(changed, ("read", readVersion.ToUnixTimeMilliseconds()))) > 0);

    public Task<bool> RemoveAsync(Guid id, UserId owner) => database.WriteAsync(async connection =>
        await connection.ExecuteAsync("DELETE FROM builds WHERE id = @id AND user_id = @owner", new { id = id.ToString("D"), owner = owner.ToString() }) > 0);

    private static DynamicParameters Values(Build build, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var values = new DynamicParameters(new
        {
            Id = build.Id.ToString("D"),
            UserId = build.Owner.ToString(),
            build.Name,
            build.Profession,
            build.Specialization,
            build.GameMode,
            build.Role,
            build.Description,
            build.Playstyle,
            IsPublic = build.IsPublic ? 1L : 0L,
            TraitLines = JsonSerializer.Serialize(build.TraitLines, JsonAnswers.Options),
            Skills = JsonSerializer.Serialize(build.Skills, JsonAnswers.Options),
            Equipment = JsonSerializer.Serialize(build.Equipment, JsonAnswers.Options),
            build.SourceUrl,
            build.ChatCode,
            CreatedAt = build.CreatedAt.ToUnixTimeMilliseconds(),
            UpdatedAt = build.UpdatedAt.ToUnixTimeMilliseconds(),
        });
        foreach (var (name, value) in more)
        {
            values.Add(name, value);
        }

        return values;
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public string? OwnerName { get; init; }

        public required string Name { get; init; }

        public required string Profession { get; init; }

        public required string Specialization { get; init; }

        public required string GameMode { get; init; }

        public required string Role { get; init; }

        public string? Description { get; init; }

        public string? Playstyle { get; init; }

        public long IsPublic { get; init; }

        public required string TraitLines { get; init; }

        public required string Skills { get; init; }

        public required string Equipment { get; init; }

        public string? SourceUrl { get; init; }

        public string? ChatCode { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public Build ToBuild() => new(
            Guid.ParseExact(Id, "D"), Accounts.UserId.Parse(UserId), OwnerName, Name, Profession, Specialization, GameMode, Role, Description, Playstyle, IsPublic != 0,
            List<StoredTraitLine>(TraitLines), List<StoredSkill>(Skills), List<StoredPiece>(Equipment), SourceUrl, ChatCode,
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));

        private static IReadOnlyList<T> List<T>(string json) => JsonSerializer.Deserialize<IReadOnlyList<T>>(json, JsonAnswers.Options)!;
    }
}

/// <summary>Which builds are asked for; null: all.</summary>
internal sealed record BuildFilter(string? Profession, string? GameMode, string? Role);
