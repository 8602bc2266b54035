namespace Gw2Optimizer.Server.Tests.Smoke;

/// <summary>A call that curl made, and the status that it got.</summary>
internal sealed record SmokeCall(string Method, Uri Address, int Status)
{
    public static SmokeCall Read(string line) => line.Split(' ') is [var method, var address, var status]
        ? new SmokeCall(method, new Uri(address), int.Parse(status))
        : throw new FormatException($"{line} is not METHOD ADDRESS STATUS.");
}
