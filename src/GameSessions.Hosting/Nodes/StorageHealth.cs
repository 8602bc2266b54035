using GameSessions.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace GameSessions.Hosting.Nodes;

/// <summary>Whether storage answers, logged once when that changes. Only an answered write is an answer: a full disk can still be read.</summary>
public sealed class StorageHealth(ILogger log)
{
    private volatile bool isAway;

    public void Note(Exception e)
    {
        if (!isAway && e is StorageUnavailableException)
        {
            isAway = true;
            log.StorageAway(e.Message);
        }
    }

    public void NoteAnswer()
    {
        if (isAway)
        {
            isAway = false;
            log.StorageBack();
        }
    }
}
