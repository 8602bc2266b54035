using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.RealServer.Deployments;

/// <summary>One server on its own SQLite file.</summary>
public sealed class SingleNode(string name, params IEnumerable<(string Name, string Value)> variables) : Deployment
{
    private readonly ServerProcess node = new(name, variables);

    public override IReadOnlyList<ServerProcess> Nodes => [node];

    public override string LockForWriting => "BEGIN IMMEDIATE";

    public override DbConnection Connect() => new SqliteConnection($"Data Source={node.DatabasePath};Pooling=False");

    public override DbTransaction BeginSnapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);
}
