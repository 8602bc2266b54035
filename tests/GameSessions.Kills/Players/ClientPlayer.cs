using System.Security.Cryptography;
using GameSessions.Client;
using GameSessions.Client.Sockets;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Tables;

namespace GameSessions.Kills.Players;

/// <summary>The C# client, started anew where the server shut it out for a later socket of its own.</summary>
internal sealed class ClientPlayer : IPlayer
{
    private static readonly GameClientOptions Impatient = new()
    {
        Reconnect = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)),
        Resend = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)),
    };

    private readonly Journal journal;
    private readonly string accessToken;
    private readonly IClientTransport transport;
    private readonly Findings findings;
    private readonly Task running;
    private volatile GameClient client;
    private volatile bool isOver;

    public ClientPlayer(Journal journal, string accessToken, IClientTransport transport, Findings findings)
    {
        this.journal = journal;
        this.accessToken = accessToken;
        this.transport = transport;
        this.findings = findings;
        client = Start(new LogPosition(0, Epoch: null));
        running = StayAsync();
    }

    public Task<CommandResult> SendAsync(Wanted command) => client.SendAsync(command.Name, command.Data, command.Id);

    public async ValueTask DisposeAsync()
    {
        isOver = true;
        await client.DisposeAsync();
        await running;
        await client.DisposeAsync();
    }

    private GameClient Start(LogPosition position)
    {
        var started = new GameClient(
            transport,
            Impatient with { GameId = journal.Table.Id, Start = position },
            _ => Task.FromResult<string?>(accessToken),
            Hear,
            TimeProvider.System,
            RandomNumberGenerator.Fill);
        started.Start();
        return started;
    }

    private async Task StayAsync()
    {
        while (true)
        {
            try
            {
                await client.Completion;
            }
            catch (Exception e)
            {
                findings.Add($"the client of {journal.Seat} failed: {e}", journal.Table);
                return;
            }

            if (isOver)
            {
                return;
            }

            client = Start(client.Position ?? new LogPosition(0, Epoch: null));
        }
    }

    private void Hear(ClientNews news)
    {
        switch (news)
        {
            case ClientNews.Happened happened:
                journal.Tell(happened.Event);
                break;
            case ClientNews.Snapshot snapshot:
                findings.Add($"{journal.Seat} was given a snapshot ({snapshot.Reason}), though nothing was pruned or restored", journal.Table);
                break;
            case ClientNews.OutcomeKnown { Outcome: SessionOutcome.Revoked revoked }:
                findings.Add($"{journal.Seat} was shut out: {revoked.Reason}", journal.Table);
                break;
        }
    }
}
