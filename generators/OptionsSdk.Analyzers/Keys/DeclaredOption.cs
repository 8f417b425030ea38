using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>An option that a compilation knows, its own or that of a reference.</summary>
/// <param name="Facts">What its declaration says.</param>
/// <param name="Assembly">The assembly that declares it.</param>
internal sealed record DeclaredOption(OptionFacts Facts, IAssemblySymbol Assembly)
{
    public string Key => Facts.Key;

    /// <summary>The group's class, if the compilation still has it.</summary>
    public INamedTypeSymbol? Group => Assembly.GetTypeByMetadataName(Facts.Group);

    /// <summary>The typed key that the generator makes for the option; null where there is none.</summary>
    public IPropertySymbol? TypedKey => Group?.GetTypeMembers("Keys").FirstOrDefault()?.GetMembers(Facts.Property).OfType<IPropertySymbol>().FirstOrDefault();

    /// <summary>The property that declares the option, if the compilation still has it.</summary>
    public IPropertySymbol? Property
    {
        get
        {
            foreach (var member in Group?.GetMembers(Facts.Property) ?? [])
            {
                if (member is IPropertySymbol property)
                {
                    return property;
                }
            }

            return null;
        }
    }
}
