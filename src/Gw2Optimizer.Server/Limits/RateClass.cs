namespace Gw2Optimizer.Server.Limits;

/// <summary>What a call counts as; each class has windows of its own.</summary>
internal enum RateClass
{
    /// <summary>By user, else by address.</summary>
    General,

    /// <summary>Sign-ins and the like: by address.</summary>
    Auth,

    /// <summary>By user, else by address.</summary>
    Ai,
}

internal static class RateClassConventions
{
    public static TBuilder CountedAs<TBuilder>(this TBuilder builder, RateClass rateClass)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RateClassMetadata(rateClass));
}

internal sealed record RateClassMetadata(RateClass Class);
