namespace OptionsSdk.Generators;

/// <summary>The names of the pipeline's steps, by which tests follow what runs again.</summary>
internal static class TrackingNames
{
    public const string Discover = nameof(Discover);
    public const string Parse = nameof(Parse);
    public const string Entry = nameof(Entry);
    public const string Collisions = nameof(Collisions);
    public const string AssemblyName = nameof(AssemblyName);
    public const string Registry = nameof(Registry);
    public const string Reference = nameof(Reference);
    public const string References = nameof(References);
    public const string Runtime = nameof(Runtime);
    public const string Extension = nameof(Extension);

    public static IReadOnlyList<string> All { get; } = [Discover, Parse, Entry, Collisions, AssemblyName, Registry, Reference, References, Runtime, Extension];
}
