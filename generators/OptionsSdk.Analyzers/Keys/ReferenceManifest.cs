namespace OptionsSdk.Analyzers.Keys;

/// <summary>The options that a reference declares, by value. Immutable and shared by all compilations that use the same file.</summary>
internal sealed class ReferenceManifest
{
    private readonly Dictionary<string, OptionFacts> _byKey = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, OptionFacts>> _confusable;

    public ReferenceManifest(IReadOnlyList<OptionFacts> options)
    {
        Options = options;
        _confusable = new(() => options.ToLookup(static option => KeyGrammar.Confusable(option.Key), StringComparer.Ordinal));
        foreach (var option in options)
        {
            _byKey[option.Key] = option;
        }
    }

    public static ReferenceManifest Empty { get; } = new([]);

    public IReadOnlyList<OptionFacts> Options { get; }

    public OptionFacts? Find(string key) => _byKey.TryGetValue(key, out var option) ? option : null;

    /// <summary>The options whose keys are alike but for case and separators.</summary>
    public IEnumerable<OptionFacts> FindConfusable(string confusable) => _confusable.Value[confusable];
}
