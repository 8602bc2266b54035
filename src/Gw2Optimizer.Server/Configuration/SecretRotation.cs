namespace Gw2Optimizer.Server.Configuration;

/// <summary>When each secret was made, and so when it is to be replaced: after a quarter of a year.</summary>
internal sealed record SecretRotation(IReadOnlyList<(string Secret, DateOnly? MadeOn)> Secrets)
{
    private const int LifeMonths = 3;

    private static readonly string[] Names = ["SECRET_KEY", "DATABASE_PASSWORD", "MISTRAL_API_KEY"];

    /// <summary>Midnight UTC of the day, or null where it is not known.</summary>
    public IEnumerable<(string Secret, DateTimeOffset? Due)> Due => Secrets.Select(one =>
        (one.Secret, one.MadeOn is { } day ? new DateTimeOffset(day.AddMonths(LifeMonths), TimeOnly.MinValue, TimeSpan.Zero) : (DateTimeOffset?)null));

    public static SecretRotation Read(Variables variables) => new([.. Names.Select(name => (name, variables.Date($"{name}_MADE_ON")))]);
}
