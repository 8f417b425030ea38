using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace OptionsSdk.Concurrency.Tests;

/// <summary>Settings that are replaced as a whole while they are in use. Its token calls back on the thread that replaces them, under no lock.</summary>
internal sealed class ReplaceableSettings : IConfiguration
{
    private readonly Token _token = new();
    private IConfigurationRoot _root = Build([]);

    public string? this[string key]
    {
        get => Root[key];
        set => throw new NotSupportedException();
    }

    private IConfigurationRoot Root => Volatile.Read(ref _root);

    /// <summary>Puts settings in force and tells everybody.</summary>
    public void Replace(params (string Key, string? Value)[] pairs)
    {
        Volatile.Write(ref _root, Build(pairs));
        _token.Tell();
    }

    public IEnumerable<IConfigurationSection> GetChildren() => Root.GetChildren();

    public IConfigurationSection GetSection(string key) => Root.GetSection(key);

    public IChangeToken GetReloadToken() => _token;

    private static IConfigurationRoot Build((string Key, string? Value)[] pairs) =>
        new ConfigurationBuilder().AddInMemoryCollection(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))).Build();

    private sealed class Token : IChangeToken
    {
        private Action? _callbacks;

        public bool HasChanged => false;

        public bool ActiveChangeCallbacks => true;

        public void Tell() => Volatile.Read(ref _callbacks)?.Invoke();

        // The follower registers anew after each call. The first registration is for good, so that none is missed in between.
        public IDisposable RegisterChangeCallback(Action<object?> callback, object? state)
        {
            if (_callbacks is null)
            {
                Volatile.Write(ref _callbacks, () => callback(state));
            }

            return new MemoryStream();
        }
    }
}
