namespace Gw2Optimizer.Scenarios.Tests;

public sealed class HandOverTests(ScenarioServer server)
{
    [Fact]
    public async Task A_new_session_gets_the_resume_then_the_replay_then_its_end()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = socket;
        var resume = handOver.Resume;
        resume.Text("gameId").ShouldBe(table.Id);
        resume.Text("userId").ShouldBe(table.Blue.Id);
        resume.Text("seat").ShouldBe("blue");
        resume.Text("outcome").ShouldBe("new");
        resume.Text("token").Length.ShouldBe(43);
        resume.Number("lastSequence").ShouldBe(0);
        resume.Number("head").ShouldBe(1);
        resume.Text("epoch").ShouldNotBeNullOrWhiteSpace();
        resume.Number("heartbeatMs").ShouldBe(10_000);
        resume.Text("protocol").ShouldBe("gamesessions.v1");
        resume["summary"].GetProperty("asOf").GetInt64().ShouldBe(1);
        resume["summary"].GetProperty("kind").GetString().ShouldBe("draft");
        resume["summary"].GetProperty("status").GetString().ShouldBe("waiting");
        resume["summary"].GetProperty("state").GetProperty("format").GetString().ShouldBe("duel-5");
        resume["timer"].GetProperty("running").GetBoolean().ShouldBeFalse();
        (resume.Number("expiresAt") - resume.Number("issuedAt")).ShouldBeInRange(1_800_000 - 5_000, 1_800_000 + 5_000);
        resume["online"].EnumerateArray().Select(one => one.GetString()).ShouldBe([table.Blue.Id]);
        handOver.Sequences.ShouldBe([1]);
        handOver.Replayed[0].GetProperty("type").GetString().ShouldBe("joined");
        handOver.Replayed[0].GetProperty("gameId").GetString().ShouldBe(table.Id);
        handOver.Through.ShouldBe(1);
        (await socket.NextAsync()).Type.ShouldBe("PING");
        await table.ShouldHaveToldAsync(table.Blue, 1, socket);
    }
}
