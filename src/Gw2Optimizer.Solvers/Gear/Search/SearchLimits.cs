namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>How much work goes where. None of these changes an answer, only how fast it comes.</summary>
internal static class SearchLimits
{
    /// <summary>Bounds of a whole variant before it is known what to beat.</summary>
    public const int FirstBounds = 6;

    /// <summary>Bounds of a whole variant before it is cut into parts.</summary>
    public const int RootBounds = 40;

    /// <summary>Bounds of a part before it is cut further.</summary>
    public const int BoundsPerNode = 2;

    /// <summary>The share of the distance to the cutoff that a bound must gain for another one to be tried.</summary>
    public const double WorthAnotherBound = 0.2;

    public const int RoundOfLocalSearch = 5;

    /// <summary>Sums after which a part is cut further instead of visited build by build.</summary>
    public const int StepsPerEnumeration = 8_000;

    /// <summary>Ways to choose one class above which its part is not visited build by build.</summary>
    public const int PicksPerClass = 200;

    public const int RootTightenSteps = 6;

    public const int TightenSteps = 4;

    /// <summary>Builds that the rows of a whole variant are priced with.</summary>
    public const int RootPricings = 60;

    /// <summary>The same of a part.</summary>
    public const int Pricings = 12;

    public const int LocalSearchEvaluations = 2_000;

    /// <summary>Regions that are looked through at once; a constant, so that the answer does not depend on the cores.</summary>
    public const int RegionsPerRound = 32;

    /// <summary>Nodes of each region in a round.</summary>
    public const int NodesPerRegion = 1_000;

    /// <summary>Nodes of the first round, which has few regions.</summary>
    public const int NodesPerFirstRegion = 400;
}
