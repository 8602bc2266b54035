namespace Gw2Optimizer.Solvers.Gear;

/// <summary>A question that cannot be asked: a name that nobody knows or a number out of range. The message is for the one who asked.</summary>
public sealed class GearProblemException : Exception
{
    public GearProblemException()
    {
    }

    public GearProblemException(string message)
        : base(message)
    {
    }

    public GearProblemException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
