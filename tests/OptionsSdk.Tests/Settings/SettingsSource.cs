using System.Text;
using Microsoft.Extensions.Configuration;

namespace OptionsSdk.Tests.Settings;

/// <summary>Makes settings as programs have them.</summary>
internal static class SettingsSource
{
    public static IConfigurationRoot Json(params string[] layers)
    {
        var builder = new ConfigurationBuilder();
        foreach (var json in layers)
        {
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        }

        return builder.Build();
    }

    public static IConfigurationRoot Pairs(params (string Path, string? Value)[] pairs) =>
        new ConfigurationBuilder().AddInMemoryCollection(pairs.Select(static pair => KeyValuePair.Create(pair.Path, pair.Value))).Build();

    /// <summary>Real environment variables, under a prefix of their own so that tests do not meet.</summary>
    public static IConfigurationRoot Environment(params (string Name, string Value)[] variables)
    {
        var prefix = $"OPTIONS_{Guid.NewGuid():N}_";
        try
        {
            foreach (var (name, value) in variables)
            {
                System.Environment.SetEnvironmentVariable(prefix + name, value);
            }

            return new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build();
        }
        finally
        {
            foreach (var (name, _) in variables)
            {
                System.Environment.SetEnvironmentVariable(prefix + name, null);
            }
        }
    }
}
