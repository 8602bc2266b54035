using System.Reflection;
using RealStores;
using Xunit.v3;

[assembly: Gw2Optimizer.Scenarios.Tests.Servers.NeedsStores]

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>Without PostgreSQL and Redis tests are skipped at home; in CI the first that starts them fails.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NeedsStoresAttribute : BeforeAfterTestAttribute
{
    public static void SkipWithoutThem() => Assert.SkipWhen(Stores.Missing is not null && !Stores.MustBeThere, Stores.Missing ?? "");

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => SkipWithoutThem();
}
