using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>Lists by their interface; frozen ones are immutable arrays behind it, so that no cast leads to the items.</summary>
internal sealed class ReadOnlyListCodec<T>(OptionCodec<T> item) : CompositeCodec<IReadOnlyList<T>>
{
    private static readonly IReadOnlyList<T> EmptyList = ImmutableArray<T>.Empty;

    private readonly ImmutableArrayCodec<T> _array = new(item);

    public override string TypeName => _array.TypeName;

    public override bool HasEmpty => true;

    public override IReadOnlyList<T> Empty => EmptyList;

    internal override Func<IReadOnlyList<T>, int?> Length => static value => value.Count;

    public override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out IReadOnlyList<T> value, [NotNullWhen(false)] out string? error) =>
        Wrap(_array.TryRead(ref reader, out var items, out error), items, out value);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value) => _array.Write(writer, ToArray(value));

    public override string? Check(IReadOnlyList<T> value) => value is null ? "must not be null" : _array.Check(ToArray(value));

    public override IReadOnlyList<T> Freeze(IReadOnlyList<T> value) => _array.Freeze(ToArray(value));

    internal override bool TryReadSettingText(string? text, [MaybeNullWhen(false)] out IReadOnlyList<T> value, [NotNullWhen(false)] out string? error) =>
        Wrap(_array.TryReadSettingText(text, out var items, out error), items, out value);

    internal override bool TryReadSettingParts(SettingsNode node, [MaybeNullWhen(false)] out IReadOnlyList<T> value, [NotNullWhen(false)] out string? error) =>
        Wrap(_array.TryReadSettingParts(node, out var items, out error), items, out value);

    private static bool Wrap(bool success, ImmutableArray<T> items, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = success ? items : null;
        return success;
    }

    private static ImmutableArray<T> ToArray(IReadOnlyList<T> value) => value is ImmutableArray<T> array ? array : [.. value];
}
