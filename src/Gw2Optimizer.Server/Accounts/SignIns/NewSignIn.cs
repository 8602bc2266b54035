namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>A sign-in as its next pair of tokens needs it.</summary>
/// <param name="SignInId">The family, which every token of it names.</param>
/// <param name="RefreshId">The one refresh token of the family that is alive.</param>
internal sealed record NewSignIn(UserId UserId, string SignInId, string RefreshId);
