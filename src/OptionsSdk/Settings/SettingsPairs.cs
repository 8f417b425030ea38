using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace OptionsSdk.Settings;

/// <summary>Keys and values as a configuration section, so that a plain map is read by the same code as files and environment.</summary>
internal sealed class SettingsPairs : IConfigurationSection
{
    private readonly SortedDictionary<string, string?> _values;

    public SettingsPairs(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        _values = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in pairs)
        {
            _values[key] = value;
        }

        Path = string.Empty;
    }

    private SettingsPairs(SortedDictionary<string, string?> values, string path) => (_values, Path) = (values, path);

    public string Key => ConfigurationPath.GetSectionKey(Path) ?? string.Empty;

    public string Path { get; }

    public string? Value
    {
        get => _values.GetValueOrDefault(Path);
        set => throw new NotSupportedException("Settings are read only.");
    }

    [SuppressMessage("Design", "CA1065:Do not raise exceptions in unexpected locations", Justification = "The interface demands a setter that a read-only section cannot have.")]
    public string? this[string key]
    {
        get => _values.GetValueOrDefault(Combine(key));
        set => throw new NotSupportedException("Settings are read only.");
    }

    public IEnumerable<IConfigurationSection> GetChildren()
    {
        var prefix = Path.Length == 0 ? string.Empty : Path + ConfigurationPath.KeyDelimiter;
        return _values.Keys
            .Where(key => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(key => key[prefix.Length..].Split(ConfigurationPath.KeyDelimiter[0])[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => new SettingsPairs(_values, prefix + name));
    }

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    public IConfigurationSection GetSection(string key) => new SettingsPairs(_values, Combine(key));

    private string Combine(string key) => Path.Length == 0 ? key : ConfigurationPath.Combine(Path, key);
}
