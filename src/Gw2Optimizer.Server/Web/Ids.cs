namespace Gw2Optimizer.Server.Web;

/// <summary>Ids as callers write them.</summary>
internal static class Ids
{
    /// <summary>What is no UUID is the id of nothing.</summary>
    public static Guid Read(string written) => Guid.TryParseExact(written, "D", out var id) ? id : Guid.Empty;
}
