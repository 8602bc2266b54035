namespace GameSessions.Storage.PostgreSql;

internal static class PostgreSqlEpoch
{
    /// <summary>
    /// The log's incarnation, as an expression: the stored secret, the server, the database and the timeline, which a failover and a restore to
    /// a point in time begin anew; a dump that is restored is in another database.
    /// </summary>
    public const string Sql =
        """
        (SELECT left(encode(sha256(convert_to(
            concat_ws('/', secret, system_identifier, pg_database.oid, left(pg_walfile_name(pg_current_wal_lsn()), 8)), 'UTF8')), 'hex'), 32)
          FROM log_identity CROSS JOIN pg_control_system() CROSS JOIN pg_database
          WHERE is_this_log AND pg_database.datname = current_database())
        """;
}
