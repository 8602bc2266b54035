using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>One thing that a verb does.</summary>
/// <param name="Name">Short, unique in its verb.</param>
/// <param name="What">What a dry run says of it.</param>
internal sealed record Step(string Name, string What, Func<CancellationToken, Task<Finding>> Act)
{
    /// <summary>Nothing after it makes sense where it did not pass.</summary>
    public bool Stops { get; init; }

    /// <summary>Done whatever became of the steps before: what tidies up.</summary>
    public bool Always { get; init; }

    /// <summary>It waits for the operator to type something: a progress bar would run over it.</summary>
    public bool Asks { get; init; }
}
