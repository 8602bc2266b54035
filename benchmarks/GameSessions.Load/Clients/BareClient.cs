using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>Speaks to a server that knows rooms and nothing else: the client says how many words it has.</summary>
internal sealed class BareClient(IPEndPoint server, string room) : Client(server)
{
    public override Task JoinAsync() => ResumeAsync();

    public override Task ResumeAsync() => OpenAsync($"/ws?room={room}&from={Last + 1}");

    public override void Say(long n) => Socket.SendText(Encoding.UTF8.GetBytes(Words(n)));

    protected override void Opened() => GoLive();

    protected override void Take(ReadOnlySpan<byte> message) => HearIn(message);
}
