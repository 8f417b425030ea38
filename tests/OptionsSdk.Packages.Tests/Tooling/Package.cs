using System.IO.Compression;
using System.Xml.Linq;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>A package file, read.</summary>
internal sealed class Package
{
    private readonly Dictionary<string, byte[]> _entries = new(StringComparer.Ordinal);

    public Package(string file)
    {
        File = file;
        using var archive = ZipFile.OpenRead(file);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            _entries.Add(entry.FullName, content.ToArray());
        }

        Manifest = XDocument.Parse(Text(_entries.Keys.Single(static name => name.EndsWith(".nuspec", StringComparison.Ordinal)))).Root!;
    }

    public string File { get; }

    public XElement Manifest { get; }

    public IEnumerable<string> Entries => _entries.Keys;

    public byte[] Content(string entry) => _entries[entry];

    public string Text(string entry)
    {
        using var reader = new StreamReader(new MemoryStream(_entries[entry]));
        return reader.ReadToEnd();
    }

    public XElement? Metadata(string name) => Manifest.Descendants().SingleOrDefault(element => element.Name.LocalName == name);
}
