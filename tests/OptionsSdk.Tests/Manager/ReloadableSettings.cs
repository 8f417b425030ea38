using Microsoft.Extensions.Configuration;

namespace OptionsSdk.Tests.Manager;

/// <summary>Settings that a test changes while they are in use.</summary>
internal sealed class ReloadableSettings : ConfigurationProvider, IConfigurationSource
{
    public ReloadableSettings() => Root = new ConfigurationBuilder().Add(this).Build();

    public IConfigurationRoot Root { get; }

    /// <summary>Runs when settings are read next, once.</summary>
    public Action? OnNextRead { get; set; }

    /// <summary>Replaces all settings and tells everybody.</summary>
    public void Replace(params (string Key, string? Value)[] pairs)
    {
        Fill(pairs);
        OnReload();
    }

    public ReloadableSettings With(params (string Key, string? Value)[] pairs)
    {
        Fill(pairs);
        return this;
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        if (OnNextRead is { } onRead)
        {
            OnNextRead = null;
            onRead();
        }

        return base.GetChildKeys(earlierKeys, parentPath);
    }

    // Another dictionary each time, as the providers of files do it: somebody may be reading the old one.
    private void Fill((string Key, string? Value)[] pairs) =>
        Data = pairs.ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
