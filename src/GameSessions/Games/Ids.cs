using System.Diagnostics.CodeAnalysis;

namespace GameSessions.Games;

/// <summary>Names one game, for its whole life: 1 to 80 characters of <c>A-Z a-z 0-9 - _ :</c>.</summary>
public readonly record struct GameId(string Value) : IParsable<GameId>
{
    public static GameId Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var id) ? id : throw new FormatException("Not a game id.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GameId result) => Identifier.TryParse(s, text => new GameId(text), out result);

    public override string ToString() => Value;
}

/// <summary>Names one user, in every game: 1 to 80 characters of <c>A-Z a-z 0-9 - _ :</c>.</summary>
public readonly record struct PlayerId(string Value) : IParsable<PlayerId>
{
    public static PlayerId Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var id) ? id : throw new FormatException("Not a player id.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlayerId result) => Identifier.TryParse(s, text => new PlayerId(text), out result);

    public override string ToString() => Value;
}

/// <summary>Names one command of one player in one game, made by the client: 1 to 64 characters. The same id is the same command.</summary>
public readonly record struct CommandId(string Value)
{
    public static bool TryParse([NotNullWhen(true)] string? s, out CommandId result)
    {
        result = new CommandId(s ?? "");
        return s is { Length: >= 1 and <= Limits.CommandIdCharactersMax } && !s.Contains('\0', StringComparison.Ordinal);
    }

    public override string ToString() => Value;
}

/// <summary>A place at the table, by the word that the rules of the kind give it (<c>blue</c>, <c>commander</c>).</summary>
public readonly record struct Seat(string Name)
{
    public override string ToString() => Name;
}

internal static class Identifier
{
    private const int CharactersMax = 80;

    public static bool TryParse<T>(string? text, Func<string, T> make, out T result)
    {
        var valid = text is { Length: >= 1 and <= CharactersMax } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':');
        result = make(valid ? text! : "");
        return valid;
    }
}
