using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Analyzers.Testing;

/// <summary>What programs under test reference.</summary>
public static class References
{
    /// <summary>The framework and the usual extensions, without the runtime.</summary>
    public static ImmutableArray<MetadataReference> WithoutRuntime { get; } =
    [
        .. Net100.References.All,
        Of(typeof(IServiceCollection)),
        Of(typeof(IConfiguration)),
        Of(typeof(ConfigurationManager)),
        Of(typeof(ConfigurationBinder)),
        Of(typeof(IHostedService)),
        Of(typeof(ILogger)),
        Of(typeof(IHealthCheck)),
    ];

    /// <summary>All of that and the runtime.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. WithoutRuntime, Of(typeof(OptionGroupAttribute))];

    private static PortableExecutableReference Of(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
