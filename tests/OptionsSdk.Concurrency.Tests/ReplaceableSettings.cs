using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace OptionsSdk.Concurrency.Tests;

/// <summary>Settings that are replaced as a whole while they are in use. Its token calls back on the thread that replaces them, under no lock.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token is disposed by its follower, to unregister.")]
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

    private sealed class Token : IChangeToken, IDisposable
    {
        private Action? _callback;

        public bool HasChanged => false;

        public bool ActiveChangeCallbacks => true;

        public void Tell() => Volatile.Read(ref _callback)?.Invoke();

        // The one follower registers anew after each call. The registration before is still there, so that none is missed in between.
        public IDisposable RegisterChangeCallback(Action<object?> callback, object? state)
        {
            Volatile.Write(ref _callback, () => callback(state));
            return this;
        }

        public void Dispose() => Volatile.Write(ref _callback, null);
    }
}
