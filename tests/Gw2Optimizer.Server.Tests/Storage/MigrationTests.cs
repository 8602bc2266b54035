using GameSessions.Storage.PostgreSql;
using GameSessions.Storage.Sqlite;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Tests.Storage;

/// <summary>Migrations expand first and contract later, so that the release before runs on the schema of this one.</summary>
public sealed class MigrationTests
{
    /// <summary>Those that take something, each with the reason why no release that could be rolled back to needs it.</summary>
    private static readonly Dictionary<string, string> Contracting = [];

    private static IEnumerable<(string Name, string Script)> Scripts =>
    [
        .. SqliteMigration.Sessions.Select(one => (Name(one.Owner, one.Number), one.Sql)),
        .. PostgreSqlMigration.Sessions.Select(one => (Name(one.Owner, one.Number), one.Sql)),
        .. Schema.Migrations.SelectMany(one => ((string, string)[])[(Name(one.Owner, one.Number), one.Sqlite), (Name(one.Owner, one.Number), one.PostgreSql)]),
    ];

    [Fact]
    public void A_migration_takes_nothing_that_the_release_before_needs() =>
        Scripts.Where(one => !Contracting.ContainsKey(one.Name)).SelectMany(one => Contraction.In(one.Script), (one, statement) => $"{one.Name}: {statement}").ShouldBeEmpty();

    [Fact]
    public void Every_owner_numbers_its_migrations_from_1_without_a_gap() =>
        Schema.Migrations.GroupBy(one => one.Owner).ShouldAllBe(owner => owner.Select(one => one.Number).SequenceEqual(Enumerable.Range(1, owner.Count())));

    [Theory]
    [InlineData("DROP TABLE builds")]
    [InlineData("ALTER TABLE builds DROP COLUMN role")]
    [InlineData("ALTER TABLE builds RENAME COLUMN role TO duty")]
    [InlineData("ALTER TABLE builds\n  ALTER COLUMN role SET NOT NULL")]
    [InlineData("ALTER TABLE builds ADD COLUMN score BIGINT NOT NULL")]
    [InlineData("ALTER TABLE builds ADD score BIGINT DEFAULT 0, ADD COLUMN rank BIGINT NOT NULL")]
    [InlineData("ALTER TABLE builds ADD CONSTRAINT named CHECK (name <> '')")]
    [InlineData("ALTER TABLE builds ALTER COLUMN role TYPE BIGINT")]
    [InlineData("ALTER TABLE builds ADD COLUMN score BIGINT; CREATE UNIQUE INDEX builds_score ON builds (score)")]
    [InlineData("DELETE FROM builds")]
    public void What_takes_or_tightens_is_seen(string script) => Contraction.In(script).ShouldHaveSingleItem();

    [Theory]
    [InlineData("CREATE TABLE scores (id BIGINT NOT NULL, build_id TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE); CREATE UNIQUE INDEX scores_by_build ON scores (build_id)")]
    [InlineData("ALTER TABLE builds ADD COLUMN score BIGINT -- DROP it in a later release")]
    [InlineData("ALTER TABLE builds ADD COLUMN score BIGINT NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE builds ADD COLUMN score BIGINT DEFAULT 0 NOT NULL, ADD COLUMN note TEXT")]
    [InlineData("ALTER TABLE builds ALTER COLUMN role DROP NOT NULL")]
    [InlineData("UPDATE builds SET description = 'DROP TABLE builds'")]
    public void What_only_adds_is_not(string script) => Contraction.In(script).ShouldBeEmpty();

    private static string Name(string owner, int number) => $"{owner} {number}";
}
