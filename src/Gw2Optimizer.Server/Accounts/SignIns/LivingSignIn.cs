namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>A sign-in that has not ended, with what its account may do.</summary>
internal sealed record LivingSignIn(UserId UserId, string SignInId, bool IsGuest, bool IsSuperuser);
