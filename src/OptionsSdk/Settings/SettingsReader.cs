using Microsoft.Extensions.Configuration;
using OptionsSdk.Codecs;

namespace OptionsSdk.Settings;

/// <summary>
/// Reads options from a configuration section, as it is when the reader is made. An option is found at its exact key
/// (<c>"mail.port"</c>) or with its dots as levels (<c>"mail": { "port" }</c>). Immutable and safe for concurrent use.
/// <list type="bullet">
/// <item>Null is absent; so is an empty object, which configuration cannot tell from null.</item>
/// <item>Single values are read by their type's text door. Composites are one text of JSON, or a section: lists have numbered
/// children, in numeric order whatever gaps there are; dictionaries have their keys as children.</item>
/// <item>An empty text is an empty list, because configuration turns <c>[]</c> into it.</item>
/// <item>What lies below an option's place belongs to its value, except the places of other options.</item>
/// </list>
/// </summary>
internal sealed class SettingsReader
{
    private readonly Dictionary<string, SettingsNode> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _declared = [];
    private readonly SettingsKeys _keys;
    private readonly SettingsNode _root;
    private HashSet<string>? _ancestors;

    /// <summary>Reads a section.</summary>
    /// <param name="section">The section that holds the options' settings.</param>
    /// <param name="keys">All declared keys.</param>
    public SettingsReader(IConfiguration section, IEnumerable<string> keys)
        : this(section, new SettingsKeys([], keys))
    {
    }

    /// <summary>Reads a section.</summary>
    /// <param name="section">The section that holds the options' settings.</param>
    /// <param name="keys">All declared keys.</param>
    public SettingsReader(IConfiguration section, SettingsKeys keys)
    {
        _keys = keys;
        _root = Copy(section);
    }

    /// <summary>The declared keys that have a place in the settings, whether or not there is a value; some may be there twice.</summary>
    public IReadOnlyList<string> DeclaredKeys => _declared;

    /// <summary>Reads an option.</summary>
    /// <param name="definition">The option.</param>
    public SettingsResult<T> Read<T>(OptionDefinition<T> definition) => Read(definition.Key, definition.Codec);

    /// <summary>Reads an option.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="codec">The codec of the option's type.</param>
    public SettingsResult<T> Read<T>(string key, OptionCodec<T> codec)
    {
        var (flat, nested) = Find(key, codec.IsComposite);
        if (flat is not null && nested is not null)
        {
            return SettingsResult<T>.Ambiguous(flat.Path, nested.Path);
        }

        if ((flat ?? nested) is not { } node)
        {
            return SettingsResult<T>.Absent;
        }

        if (!codec.TryReadSetting(node, out var value, out var error))
        {
            return SettingsResult<T>.Refused(node.Path, error);
        }

        return OptionJson.FindLimitError(codec, value) is { } limitError
            ? SettingsResult<T>.Refused(node.Path, limitError)
            : SettingsResult<T>.Found(node.Path, value);
    }

    /// <summary>Says whether settings hold an option, fitting or not.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="isComposite">Whether a section can be the option's value.</param>
    public bool IsPresent(string key, bool isComposite) => Find(key, isComposite) is not (null, null);

    /// <summary>The places that hold a text and belong to no declared option, in the order of the settings.</summary>
    public IEnumerable<string> FindUnknownPaths()
    {
        var open = new Stack<SettingsNode>();
        open.Push(_root);
        while (open.TryPop(out var node))
        {
            if (node.IsDeclared)
            {
                // What is below a declared option is its value, its error, or that of a declared option.
                continue;
            }

            if (node.Text is not null && node != _root)
            {
                yield return node.Path;
            }

            for (var index = node.Children.Count - 1; index >= 0; index--)
            {
                open.Push(node.Children[index]);
            }
        }
    }

    private (SettingsNode? Flat, SettingsNode? Nested) Find(string key, bool isComposite)
    {
        if (_nodes.Count == 0)
        {
            return default;
        }

        var nested = SettingsKeys.Nest(key);
        return (FindAt(key, key, isComposite), nested == key ? null : FindAt(nested, key, isComposite));
    }

    private SettingsNode? FindAt(string path, string key, bool isComposite)
    {
        if (!_nodes.TryGetValue(path, out var node) || node.IsNull || _keys.FindOwner(path) is { } owner && owner != key)
        {
            return null;
        }

        // A parent of other options that is not a composite has no section of its own: what nobody claims there is a stale setting.
        return node.Text is null && !isComposite && node.LeadsToDeclared ? null : node;
    }

    private SettingsNode Copy(IConfiguration section)
    {
        Func<string, bool> isAncestor = IsAncestor;
        var root = new SettingsNode(string.Empty, string.Empty, null, isAncestor);
        var (sections, nodes) = (new Stack<IConfiguration>(), new Stack<SettingsNode>());
        sections.Push(section);
        nodes.Push(root);
        while (sections.TryPop(out var current))
        {
            var parent = nodes.Pop();
            foreach (var child in current.GetChildren())
            {
                var path = parent == root ? child.Key : ConfigurationPath.Combine(parent.Path, child.Key);
                var owner = _keys.FindOwner(path);
                var node = new SettingsNode(child.Key, path, child.Value, isAncestor) { IsDeclared = owner is not null };
                if (owner is not null)
                {
                    _declared.Add(owner);
                }

                parent.Add(node);
                _nodes[path] = node;
                sections.Push(child);
                nodes.Push(node);
            }
        }

        return root;
    }

    // Asked only where settings have a section at an option's own place, so most applications never go through all keys for it.
    private bool IsAncestor(string path) => LazyInitializer.EnsureInitialized(ref _ancestors, FindAncestors).Contains(path);

    private HashSet<string> FindAncestors()
    {
        var ancestors = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in _keys.Paths)
        {
            for (var parent = ConfigurationPath.GetParentPath(path); parent is not null && ancestors.Add(parent); parent = ConfigurationPath.GetParentPath(parent))
            {
            }
        }

        return ancestors;
    }
}
