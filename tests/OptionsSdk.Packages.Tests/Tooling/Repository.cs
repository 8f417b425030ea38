using System.Reflection;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>Where the sources are, and where this machine keeps the packages that it has restored.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string PackageCache { get; } = Metadata("NuGetPackageRoot");

    public static string Consumers { get; } = Path.Combine(Root, "tests", "OptionsSdk.Packages.Tests", "Consumers");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
