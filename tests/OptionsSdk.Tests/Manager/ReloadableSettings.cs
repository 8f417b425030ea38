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

    private void Fill((string Key, string? Value)[] pairs)
    {
        Data.Clear();
        foreach (var (key, value) in pairs)
        {
            Data[key] = value;
        }
    }
}
