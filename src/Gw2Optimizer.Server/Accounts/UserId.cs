using System.Diagnostics.CodeAnalysis;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>An account's id: a UUID, written in lower case with dashes wherever it appears.</summary>
internal readonly record struct UserId(Guid Value) : IParsable<UserId>
{
    public static UserId New() => new(Guid.CreateVersion7());

    public static UserId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));

    public static UserId Parse(string s) => Parse(s, provider: null);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result)
    {
        var parsed = Guid.TryParseExact(s, "D", out var value);
        result = new UserId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}
