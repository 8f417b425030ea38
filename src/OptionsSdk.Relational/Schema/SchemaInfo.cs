namespace OptionsSdk.Relational;

/// <summary>What the database says about its own schema.</summary>
/// <param name="Version">The schema's version.</param>
/// <param name="MinimumReader">The oldest version of the library's schema that may read it.</param>
/// <param name="MinimumWriter">The oldest version of the library's schema that may write it.</param>
internal readonly record struct SchemaInfo(int Version, int MinimumReader, int MinimumWriter)
{
    /// <summary>The schema that this library creates.</summary>
    public static SchemaInfo Current { get; } = new(1, 1, 1);

    public bool MayBeRead => MinimumReader <= Current.Version;

    public bool MayBeWritten => MinimumWriter <= Current.Version;
}
