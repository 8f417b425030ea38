namespace Corpus.Start;

/// <summary>What a reflecting library finds its settings by.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string key, int flags) : Attribute
{
    public string Key { get; } = key;

    public int Flags { get; } = flags;
}
