namespace Gw2Optimizer.Server.Accounts;

/// <summary>The form in which e-mails and names are compared: without regard to case.</summary>
internal static class Folded
{
    public static string Of(string text) => text.ToLowerInvariant();
}
