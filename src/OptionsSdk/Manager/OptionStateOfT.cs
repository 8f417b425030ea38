namespace OptionsSdk.Manager;

/// <inheritdoc/>
internal sealed class OptionState<T> : OptionState
{
    private readonly OptionDefinition<T> _definition;
    private string? _canonicalJson;

    public OptionState(OptionDefinition<T> definition, T value)
    {
        _definition = definition;
        Value = value;
    }

    /// <summary>The winner's value.</summary>
    public T Value { get; }

    /// <summary>The stored value, if <see cref="OptionState.ValueRow"/> is there.</summary>
    public T? StoredValue { get; init; }

    /// <summary>The value from settings, if <see cref="OptionState.HasDiskValue"/>.</summary>
    public T? DiskValue { get; init; }

    /// <summary>The value's canonical JSON, made when first asked for; equal values have equal text.</summary>
    public string CanonicalJson => _canonicalJson ??= Codecs.OptionJson.ToCanonicalJson(_definition.Codec, Value);
}
