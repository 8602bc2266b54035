namespace Gw2Optimizer.Server.Operations;

/// <summary>What an operator wants to know to have succeeded lately.</summary>
internal enum RunKind
{
    Backup,
    RestoreTest,
}
