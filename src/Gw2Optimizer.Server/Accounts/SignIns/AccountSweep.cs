namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>Removes guests that nobody uses any more, and sign-ins long past.</summary>
internal sealed partial class AccountSweep(Users users, SignInRegister signIns, TimeProvider time, ILogger<AccountSweep> log) : BackgroundService
{
    public static readonly TimeSpan GuestLife = TimeSpan.FromDays(7);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task SweepAsync()
    {
        var now = time.GetUtcNow();
        var guests = await users.RemoveGuestsUnusedSinceAsync(now - GuestLife);
        var expired = await signIns.RemoveExpiredAsync(now);
        if (guests + expired > 0)
        {
            Swept(log, guests, expired);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync();
                await Task.Delay(Every, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                // A sweep that fails must not take the server with it.
                SweepFailed(log, e);
                await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Guests} unused guests and {SignIns} expired sign-ins.")]
    private static partial void Swept(ILogger log, int guests, int signIns);

    [LoggerMessage(LogLevel.Warning, "The sweep of accounts failed.")]
    private static partial void SweepFailed(ILogger log, Exception e);
}
