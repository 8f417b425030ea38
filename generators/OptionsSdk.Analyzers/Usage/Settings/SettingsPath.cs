using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OptionsSdk.Analyzers.Usage.Settings;

/// <summary>Works out which place of the settings an expression reads. Immutable.</summary>
internal sealed class SettingsPath
{
    private readonly INamedTypeSymbol _configuration;
    private readonly INamedTypeSymbol? _section;
    private readonly INamedTypeSymbol? _binder;
    private readonly INamedTypeSymbol? _extensions;

    private SettingsPath(INamedTypeSymbol configuration, Compilation compilation)
    {
        _configuration = configuration;
        _section = compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfigurationSection");
        _binder = compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.ConfigurationBinder");
        _extensions = compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.ConfigurationExtensions");
    }

    public static SettingsPath? TryCreate(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration") is { } configuration ? new(configuration, compilation) : null;

    /// <summary>The place that an operation reads a value from; null where it reads none, or one that the compiler cannot see.</summary>
    public string? Read(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: true, Parameters.Length: 1 }, Instance: { } instance, Arguments: [{ Value: { ConstantValue: { HasValue: true, Value: string } } key }] } when IsA(instance.Type, _configuration) =>
            Combine(instance, key, cancellationToken),
        IPropertyReferenceOperation { Property.Name: "Value", Instance: { } section } when IsA(section.Type, _section) => SectionOf(section, cancellationToken),
        IInvocationOperation { TargetMethod: { Name: "GetValue" } method } call when IsBinder(method) => Argument(call, "key") is { } key ? Combine(Source(call), key, cancellationToken) : null,
        IInvocationOperation { TargetMethod: { Name: "Get" } method } call when IsBinder(method) => SectionOf(Source(call), cancellationToken),
        _ => null,
    };

    private static IOperation? Source(IInvocationOperation call) => Argument(call, "configuration");

    private static IOperation? Argument(IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == parameter)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static bool IsA(ITypeSymbol? type, INamedTypeSymbol? contract) =>
        type is not null && contract is not null
        && (SymbolEqualityComparer.Default.Equals(type, contract) || type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default));

    private bool IsBinder(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, _binder);

    private string? Combine(IOperation? source, IOperation key, CancellationToken cancellationToken) =>
        key.ConstantValue is { HasValue: true, Value: string name } && SectionOf(source, cancellationToken) is { } section
            ? section.Length == 0 ? name : $"{section}:{name}"
            : null;

    /// <summary>The place that a section stands for, empty for the whole; null where a section comes from elsewhere.</summary>
    private string? SectionOf(IOperation? source, CancellationToken cancellationToken) => source switch
    {
        null => null,
        IConversionOperation conversion => SectionOf(conversion.Operand, cancellationToken),
        IInvocationOperation { TargetMethod.Name: "GetSection", Instance: { } parent, Arguments: [{ Value: var key }] } when IsA(parent.Type, _configuration) => Combine(parent, key, cancellationToken),
        IInvocationOperation { TargetMethod: { Name: "GetRequiredSection" } method } call when SymbolEqualityComparer.Default.Equals(method.ContainingType, _extensions) =>
            Argument(call, "key") is { } key ? Combine(Source(call), key, cancellationToken) : null,
        ILocalReferenceOperation local when Locals.OnlyValue(local) is { } value and not ILocalReferenceOperation => SectionOf(value, cancellationToken),
        _ => IsA(source.Type, _section) || !IsA(source.Type, _configuration) ? null : "",
    };
}
