using GameSessions.Testing;

namespace GameSessions.Client.Tests.TypeScript;

public class ProtocolModuleTests
{
    [Fact]
    public void The_types_of_the_TypeScript_client_are_those_of_the_wire() => Written.ShouldBeCurrent("web/client/src/protocol.ts", ProtocolModule.Write(), "tests/GameSessions.Client.Tests");
}
