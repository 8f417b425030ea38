namespace Quickstart.Tests.Catalogue;

/// <summary>Reads the catalogue's file: a comment, a line of headings, then a line for each option.</summary>
public static class CatalogueFile
{
    private const string Headings = "key\ttype\tdefault\tflags";

    public static IReadOnlyList<CatalogueRow> Read()
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream("options-catalogue.tsv")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(static line => line.StartsWith('#')).ToList();
        Assert.Equal(Headings, lines[0]);
        return [.. lines.Skip(1).Select(static line => Row(line.Split('\t')))];
    }

    private static CatalogueRow Row(string[] fields)
    {
        Assert.Equal(4, fields.Length);
        return new(fields[0], fields[1], fields[2], fields[3].Split(" | "));
    }
}
