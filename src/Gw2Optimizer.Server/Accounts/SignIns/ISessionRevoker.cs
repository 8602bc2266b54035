namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>Told when everything a user has open must end: after a sign-out everywhere, a change of password, a ban.</summary>
internal interface ISessionRevoker
{
    /// <summary>Revokes the user's resume tokens and closes the user's sockets. Completes once no token of them can win.</summary>
    Task RevokeAsync(UserId user);

    /// <summary>As above, and nobody is matched with the user any more.</summary>
    Task ShutOutAsync(UserId user);
}
