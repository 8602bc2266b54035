namespace Gw2Optimizer.Server.Tests.Security;

/// <summary>
/// A kind of thing that belongs to somebody, for <see cref="OwnershipTests"/>: how its owner makes one, and what each call with its id answers to whom.
/// </summary>
/// <param name="Make">Makes one with the owner's token; the values of the path's parameters, by name.</param>
internal sealed record OwnedThing(string Name, Func<TestServer, SignedUser, Task<IReadOnlyDictionary<string, string>>> Make, IReadOnlyList<OwnedCall> Calls);

/// <summary>One call, in the order in which the owner makes them.</summary>
/// <param name="Path">The route's template as the description has it.</param>
/// <param name="Body">JSON, in which <c>{name}</c> of a parameter stands for its value; null: none.</param>
/// <param name="Owner">What its owner gets.</param>
/// <param name="Other">What another user gets.</param>
/// <param name="Nobody">What a caller without a sign-in gets.</param>
internal sealed record OwnedCall(string Method, string Path, string? Body, int Owner, int Other, int Nobody);
