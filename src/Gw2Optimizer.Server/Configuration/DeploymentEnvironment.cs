namespace Gw2Optimizer.Server.Configuration;

internal enum DeploymentEnvironment
{
    Development,
    Staging,
    Production,
    Test,
}
