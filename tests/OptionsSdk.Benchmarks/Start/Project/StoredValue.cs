namespace Corpus.Start;

/// <summary>A row as an object-relational mapper reads it.</summary>
internal sealed class StoredValue
{
    public string Key { get; set; } = "";

    public string? Value { get; set; }

    public long Revision { get; set; }
}
