namespace Gw2Optimizer.Server.Commands;

internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;

    /// <summary>Asked for wrongly: bad variables, or a verb that is refused here.</summary>
    public const int Usage = 2;
}
