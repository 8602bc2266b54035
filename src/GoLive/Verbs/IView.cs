using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>What an operator sees while a verb runs.</summary>
internal interface IView
{
    /// <summary>Something begins; it ends with what is returned.</summary>
    IDisposable Begin(string step);

    /// <summary>How far the step has come.</summary>
    /// <param name="share">From 0 to 1.</param>
    void Progress(double share, string what);

    void Tell(StepReport step);

    void Say(string line);
}
