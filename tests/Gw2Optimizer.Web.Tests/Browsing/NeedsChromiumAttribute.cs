using System.Reflection;
using Xunit.v3;

namespace Gw2Optimizer.Web.Tests.Browsing;

/// <summary>Without the browser tests are skipped at home; in CI they fail.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsChromiumAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Assert.SkipUnless(Chromium.IsPossible, Chromium.Missing ?? "");
}
