using GameSessions.Testing;

namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>The cases that every client of these sessions has to pass are made by a real node, and are what it does now.</summary>
public class ConformanceKitTests
{
    private const string Folder = "web/client/conformance";

    public static TheoryData<string> Names() => [.. Recordings.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recorded_session_is_what_a_node_does_now(string name) => Written.ShouldBeCurrent($"{Folder}/{name}.json", Recordings.Write(name), "tests/GameSessions.Hosting.Tests");

    [Fact]
    public void The_outcomes_are_what_a_node_does_now() => Written.ShouldBeCurrent($"{Folder}/outcomes.json", Outcomes.Write(), "tests/GameSessions.Hosting.Tests");
}
