namespace OptionsSdk.Generators.Model;

/// <summary>What one reference means to generated code.</summary>
/// <param name="IsRuntime">Whether it is the runtime that generated code calls.</param>
/// <param name="IsInjection">Whether it has <c>IServiceCollection</c>.</param>
/// <param name="Registry">Its registry class without <c>global::</c>, if it declares options.</param>
/// <param name="Alias">The extern alias that leads to it, if the global namespace does not.</param>
internal sealed record ReferenceModel(bool IsRuntime, bool IsInjection, string? Registry, string? Alias)
{
    public static ReferenceModel Nothing { get; } = new(false, false, null, null);
}
