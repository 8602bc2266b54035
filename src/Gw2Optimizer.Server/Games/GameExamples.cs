using System.Diagnostics.CodeAnalysis;

namespace Gw2Optimizer.Server.Games;

/// <summary>What the description of the API shows of games.</summary>
internal static class GameExamples
{
    [StringSyntax(StringSyntaxAttribute.Json)]
    public const string Game = """
        {"id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","kind":"draft","status":"waiting",
         "seats":[{"seat":"blue","userId":"0d2f9a52-8f0e-4b5f-9a38-0f6f7f2b8f11","username":"testuser"}],
         "head":1,"timer":null,"state":{},"options":{},"createdAt":1763785800000}
        """;

    [StringSyntax(StringSyntaxAttribute.Json)]
    public const string Search = """{"status":"queued","gameId":null,"kind":"draft","timeControl":{"preset":"blitz","totalMs":180000,"incrementMs":2000,"delayMs":0},"since":1763785800000}""";
}
