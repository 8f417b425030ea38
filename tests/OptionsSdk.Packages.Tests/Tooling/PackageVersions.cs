using System.Xml.Linq;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>The versions that the repository itself uses, so that consumers need no others.</summary>
internal static class PackageVersions
{
    public static string Of(string id) =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == id).Attribute("Version")!.Value;
}
