namespace Gw2Optimizer.Server.Accounts.Tokens;

internal enum TokenKind
{
    Access,
    Refresh,
}
