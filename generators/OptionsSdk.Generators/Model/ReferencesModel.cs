namespace OptionsSdk.Generators.Model;

/// <summary>What all references mean to generated code.</summary>
/// <param name="HasRuntime">Whether the runtime is among them; without it nothing is generated.</param>
/// <param name="HasInjection">Whether <c>IServiceCollection</c> is among them.</param>
/// <param name="Registries">The references' registry classes in ordinal order.</param>
internal sealed record ReferencesModel(bool HasRuntime, bool HasInjection, EquatableArray<ReferenceModel> Registries)
{
    /// <summary>Whether the assembly gets an <c>AddOptionsSdk()</c>.</summary>
    public bool HasExtension => HasRuntime && HasInjection;

    public static ReferencesModel Of(IEnumerable<ReferenceModel> references)
    {
        var all = references.ToList();
        return new(
            all.Any(static reference => reference.IsRuntime),
            all.Any(static reference => reference.IsInjection),
            all.Where(static reference => reference.Registry is not null)
                .GroupBy(static reference => reference.Registry, StringComparer.Ordinal)
                .Select(static same => same.First())
                .OrderBy(static reference => reference.Registry, StringComparer.Ordinal)
                .ToEquatableArray());
    }
}
