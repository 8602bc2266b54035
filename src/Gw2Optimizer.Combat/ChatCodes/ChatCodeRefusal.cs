namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>Why a chat code cannot be read or written.</summary>
public enum ChatCodeFault
{
    /// <summary>Not <c>[&amp;...]</c>, not base64, or base64 with spare bits set.</summary>
    NotALink,

    /// <summary>Another type byte than the one asked for.</summary>
    WrongType,

    /// <summary>Cut off, or with bytes behind the end.</summary>
    WrongLength,

    UnknownProfession,

    UnknownSpecialization,

    /// <summary>A line of another profession.</summary>
    ForeignSpecialization,

    SpecializationTwice,

    /// <summary>An elite specialization stands in the third line only.</summary>
    EliteNotThird,

    /// <summary>Bits or bytes that must be zero are not.</summary>
    SpareBits,

    /// <summary>A number is outside what its field holds.</summary>
    OutOfRange,
}

/// <param name="Message">A sentence for the player; names the thing and its place.</param>
public sealed record ChatCodeRefusal(ChatCodeFault Fault, string Message);

/// <summary>What was read, or why nothing was: one of the two is null.</summary>
public readonly record struct ChatCodeReading<T>(T? Value, ChatCodeRefusal? Refusal) where T : class
{
    internal static ChatCodeReading<T> Of(T value) => new(value, Refusal: null);

    internal static ChatCodeReading<T> Refused(ChatCodeFault fault, string message) => new(Value: null, new(fault, message));
}
