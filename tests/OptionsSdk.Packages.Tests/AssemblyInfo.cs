[assembly: AssemblyFixture(typeof(OptionsSdk.Packages.Tests.Tooling.Workspace))]
