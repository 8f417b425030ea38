using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>An immutable box, so that a value of any size is published whole by one reference store. Not for use by hand.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionBox<T>
{
    internal OptionBox(T value) => Value = value;

    /// <summary>The value.</summary>
    public T Value { get; }
}
