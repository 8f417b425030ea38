namespace OptionsSdk.Codecs.UserTypes;

/// <summary>For whom JSON is written.</summary>
internal enum JsonForm
{
    /// <summary>For stores: every leaf as options write it.</summary>
    Canonical,

    /// <summary>For the serializer: like that, but enumerations by their numbers, which it reads whatever their converter is.</summary>
    Serializer,
}
