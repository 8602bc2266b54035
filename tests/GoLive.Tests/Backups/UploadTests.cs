using GoLive.Tests.S3;
using RealStores;

namespace GoLive.Tests.Backups;

/// <summary>The real command <c>aws</c> against a real S3 server.</summary>
public sealed class UploadTests(S3Server s3) : IClassFixture<S3Server>, IAsyncLifetime
{
    private Operator @operator = null!;
    private Sample sample = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(S3Server.Missing is not null && !Stores.MustBeThere, S3Server.Missing ?? "");
        sample = await SqliteSample.CreateAsync();
        @operator = new Operator(
            ("DATABASE_URL", sample.Url),
            ("AWS_ENDPOINT_URL", $"{s3.Url}"),
            ("AWS_ACCESS_KEY_ID", S3Server.Key),
            ("AWS_SECRET_ACCESS_KEY", S3Server.Key),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_MAX_ATTEMPTS", "1"));
    }

    public async ValueTask DisposeAsync()
    {
        @operator?.Dispose();
        if (sample is not null)
        {
            await sample.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_is_copied_with_its_manifest_where_a_bucket_is_named_or_asked_for(bool isNamed)
    {
        if (isNamed)
        {
            @operator.Set("BACKUP_S3_BUCKET", S3Server.Bucket);
        }

        var backup = await @operator.RunAsync(isNamed ? ["backup"] : ["backup", "--upload"]);

        backup.ExitCode.ShouldBe(0, backup.Text);
        backup.OutcomeOf("upload").ShouldBe("pass");
        var copies = @operator.BackupFiles.Where(name => !name.EndsWith(".sha256", StringComparison.Ordinal)).ToList();
        copies.Count.ShouldBe(2);
        copies.ShouldAllBe(name => File.ReadAllBytes(Path.Combine(@operator.Backups, name)).SequenceEqual(s3.Find(name) ?? Array.Empty<byte>()));
    }

    [Fact]
    public async Task A_backup_is_copied_nowhere_unless_somebody_says_so()
    {
        var backup = await @operator.RunAsync("backup");

        backup.ExitCode.ShouldBe(0, backup.Text);
        backup.OutcomeOf("upload").ShouldBeNull();
    }

    [Theory]
    [InlineData("nobody-has-this-bucket", null)]
    [InlineData(S3Server.Bucket, "http://127.0.0.1:1")]
    public async Task An_upload_that_failed_is_a_failure_and_the_backup_stays(string bucket, string? endpoint)
    {
        @operator.Set("BACKUP_S3_BUCKET", bucket);
        @operator.Set("AWS_ENDPOINT_URL", endpoint ?? $"{s3.Url}");

        var backup = await @operator.RunAsync("backup");

        backup.ExitCode.ShouldBe(1, backup.Text);
        backup.OutcomeOf("upload").ShouldBe("fail");
        backup.DetailOf("upload").ShouldContain($"s3://{bucket}/");
        (await @operator.RunAsync("restore-test")).ExitCode.ShouldBe(0);
    }
}
