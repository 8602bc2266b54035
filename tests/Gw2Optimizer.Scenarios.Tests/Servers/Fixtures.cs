[assembly: AssemblyFixture(typeof(Gw2Optimizer.Scenarios.Tests.Servers.ScenarioServer))]
