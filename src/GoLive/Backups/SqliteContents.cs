using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GoLive.Probes;
using Microsoft.Data.Sqlite;

namespace GoLive.Backups;

/// <summary>Counts and hashes the rows of a SQLite file.</summary>
internal static class SqliteContents
{
    public static Contents Read(SqliteConnection connection)
    {
        var tables = new SortedDictionary<string, TableContents>(StringComparer.Ordinal);
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'", row => row.GetString(0)))
        {
            tables[table] = ReadTable(connection, table);
        }

        if (!tables.ContainsKey("schema_migrations"))
        {
            throw ProbeException.Fail($"{connection.DataSource} has no table schema_migrations: it is no database of this server.", "DATABASE_URL or DATA_DIR say which file is meant.");
        }

        var migrations = Rows(connection, "SELECT owner, max(number) FROM schema_migrations GROUP BY owner", row => (Owner: row.GetString(0), Number: row.GetInt32(1)));
        return new Contents(tables, new SortedDictionary<string, int>(migrations.ToDictionary(one => one.Owner, one => one.Number), StringComparer.Ordinal));
    }

    private static TableContents ReadTable(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name of a table, quoted; it cannot be a parameter.
        command.CommandText = $"SELECT * FROM {PostgreSqlContents.Quote(table)}";
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        var text = new ArrayBufferWriter<byte>();
        var sums = new RowSums();
        var count = 0L;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (; row.Read(); count++)
        {
            text.ResetWrittenCount();
            for (var column = 0; column < row.FieldCount; column++)
            {
                Write(text, row.GetValue(column));
            }

            SHA256.HashData(text.WrittenSpan, hash);
            sums = sums.Plus(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[sizeof(ulong)..]));
        }

        return new TableContents(count, $"{sums}");
    }

    /// <summary>A value with its type and its length, so that no two rows are written alike.</summary>
    private static void Write(ArrayBufferWriter<byte> text, object value)
    {
        switch (value)
        {
            case DBNull:
                WriteNumber(text, 'n', 0);
                break;
            case long number:
                WriteNumber(text, 'i', number);
                break;
            case double number:
                WriteNumber(text, 'r', BitConverter.DoubleToInt64Bits(number));
                break;
            case byte[] bytes:
                WriteNumber(text, 'b', bytes.Length);
                text.Write(bytes);
                break;
            default:
                var words = (string)value;
                WriteNumber(text, 't', Encoding.UTF8.GetByteCount(words));
                Encoding.UTF8.GetBytes(words, text);
                break;
        }
    }

    private static void WriteNumber(ArrayBufferWriter<byte> text, char type, long number)
    {
        var place = text.GetSpan(1 + sizeof(long));
        place[0] = (byte)type;
        BinaryPrimitives.WriteInt64LittleEndian(place[1..], number);
        text.Advance(1 + sizeof(long));
    }

    private static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
