namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    Object,
    Array,
    Text,

    /// <summary>A number, true, false or null, as it is written.</summary>
    Word,
}
