using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;

namespace OptionsSdk.Settings;

/// <summary>
/// Which option a place in settings belongs to. An option's own key is its place before any other option's nested form is: <c>a:b</c> is
/// the option <c>a:b</c>, not <c>a.b</c>. Immutable and safe for concurrent use.
/// </summary>
internal sealed class SettingsKeys
{
    private readonly ImmutableArray<OptionKeyIndex> _indexes;
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the keys.</summary>
    /// <param name="indexes">The indexes of generated keys.</param>
    /// <param name="others">All declared keys that are in none of them; those that are do no harm.</param>
    public SettingsKeys(ImmutableArray<OptionKeyIndex> indexes, IEnumerable<string> others)
    {
        _indexes = indexes;
        var keys = others.ToArray();
        foreach (var key in keys)
        {
            _owners[key] = key;
        }

        foreach (var key in keys)
        {
            _owners.TryAdd(Nest(key), key);
        }
    }

    /// <summary>The places of all keys: each as it is and with its dots as levels.</summary>
    public IEnumerable<string> Paths => _owners.Keys.Concat(_indexes.SelectMany(static index => index.Keys).SelectMany(static key => (string[])[key, Nest(key)]));

    /// <summary>A key with its dots as levels.</summary>
    public static string Nest(string key) => key.Replace(".", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    /// <summary>The key of the option that a place belongs to, or <see langword="null"/>.</summary>
    public string? FindOwner(string path)
    {
        var owner = _owners.GetValueOrDefault(path);
        if (owner is not null && owner.Equals(path, StringComparison.OrdinalIgnoreCase))
        {
            return owner;
        }

        foreach (var index in _indexes)
        {
            if (index.FindOwner(path, out var isExact) is { } found)
            {
                if (isExact)
                {
                    return found;
                }

                owner ??= found;
            }
        }

        return owner;
    }
}
