namespace GoLive.Backups;

/// <summary>A hash of many rows that does not depend on their order: the sums, modulo 2^64, of two halves of each row's SHA-256.</summary>
/// <remarks>One row more, less or changed, and one that is there twice, change it. It finds damage; it is no proof against somebody who makes rows to deceive it.</remarks>
internal readonly record struct RowSums(ulong First, ulong Second)
{
    public RowSums Plus(ulong first, ulong second) => new(unchecked(First + first), unchecked(Second + second));

    public override string ToString() => $"{First:x16}{Second:x16}";
}
