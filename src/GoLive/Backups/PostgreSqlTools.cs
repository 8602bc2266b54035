using GoLive.Probes;
using Npgsql;

namespace GoLive.Backups;

/// <summary>Runs pg_dump and pg_restore on a server. Where it is and its password go by variables, since everybody may read a command line.</summary>
internal sealed class PostgreSqlTools(NpgsqlConnectionStringBuilder server)
{
    /// <summary>Of what a tool says, the last lines tell why.</summary>
    private const int ErrorLines = 3;

    /// <exception cref="ProbeException">It did not end with 0.</exception>
    public async Task RunAsync(string program, string database, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(program, arguments, cancellationToken, Variables(database));
        if (result.ExitCode != 0)
        {
            var lines = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw ProbeException.Fail($"{program} ended with {result.ExitCode}: {string.Join("; ", lines.TakeLast(ErrorLines))}");
        }
    }

    private IEnumerable<(string Name, string Value)> Variables(string database)
    {
        yield return ("PGHOST", server.Host!);
        yield return ("PGPORT", $"{server.Port}");
        yield return ("PGUSER", server.Username!);
        yield return ("PGDATABASE", database);
        yield return ("PGSSLMODE", server.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        if (server.Password is { Length: > 0 } password)
        {
            yield return ("PGPASSWORD", password);
        }

        if (server.RootCertificate is { Length: > 0 } certificate)
        {
            yield return ("PGSSLROOTCERT", certificate);
        }
    }
}
