namespace Gw2Optimizer.Server.Tests.Games;

/// <summary>Tests that judge time run alone, after the others.</summary>
[CollectionDefinition(nameof(Timed), DisableParallelization = true)]
public sealed class Timed;
