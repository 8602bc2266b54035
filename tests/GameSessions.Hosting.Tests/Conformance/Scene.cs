namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>A session as it goes while nothing breaks.</summary>
/// <param name="Steps">Each begins when all is quiet.</param>
/// <param name="WhileAway">What happens to the game when the client's connection has broken.</param>
internal sealed record Scene(IdealClient Client, IReadOnlyList<Action> Steps, Action WhileAway)
{
    public KitCase Play()
    {
        foreach (var step in Steps)
        {
            if (Client.IsCut)
            {
                break;
            }

            step();
            Client.Read();
        }

        if (Client.IsCut)
        {
            WhileAway();
            Client.Open();
        }

        return Client.Finish();
    }
}
