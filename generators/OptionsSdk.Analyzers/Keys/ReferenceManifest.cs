namespace OptionsSdk.Analyzers.Keys;

/// <summary>The options that a reference declares, by value. Immutable and shared by all compilations that use the same file.</summary>
internal sealed class ReferenceManifest
{
    private readonly Dictionary<string, OptionFacts> _byKey = new(StringComparer.Ordinal);

    public ReferenceManifest(IReadOnlyList<OptionFacts> options)
    {
        Options = options;
        foreach (var option in options)
        {
            _byKey[option.Key] = option;
        }
    }

    public static ReferenceManifest Empty { get; } = new([]);

    public IReadOnlyList<OptionFacts> Options { get; }

    public OptionFacts? Find(string key) => _byKey.TryGetValue(key, out var option) ? option : null;
}
