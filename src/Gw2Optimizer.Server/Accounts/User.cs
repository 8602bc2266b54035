using System.Text.Json;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>An account as its owner sees it. A guest has neither e-mail nor name. Times are UTC.</summary>
internal sealed record User(
    string Id,
    string? Email,
    string? Username,
    bool IsGuest,
    bool IsSuperuser,
    string? FullName,
    string? Bio,
    JsonElement Preferences,
    DateTime CreatedAt);
