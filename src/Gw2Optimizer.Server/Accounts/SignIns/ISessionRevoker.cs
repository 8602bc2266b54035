namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>Told when everything a user has open must end: after a sign-out everywhere, a change of password, a ban.</summary>
internal interface ISessionRevoker
{
    /// <summary>Revokes the user's resume tokens and closes the user's sockets. Completes once no token of them can win.</summary>
    Task RevokeAsync(UserId user);
}

/// <summary>For a server without sockets.</summary>
internal sealed class NoSessions : ISessionRevoker
{
    public Task RevokeAsync(UserId user) => Task.CompletedTask;
}
