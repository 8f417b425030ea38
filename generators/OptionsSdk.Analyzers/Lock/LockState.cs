using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Analyzers.Lock;

/// <summary>What one compilation is compared with: its lock file, and the keys that it states to be retired. Safe for concurrent use.</summary>
internal sealed class LockState
{
    private const string Switch = "build_property.OptionsSdkLock";

    private readonly Compilation _compilation;
    private readonly OptionSymbols _symbols;
    private readonly AdditionalText? _text;
    private readonly bool _isOn;
    private readonly Lazy<ISet<string>> _retired;

    public LockState(Compilation compilation, OptionSymbols symbols, AnalyzerOptions options)
    {
        _compilation = compilation;
        _symbols = symbols;
        _text = options.AdditionalFiles.FirstOrDefault(LockText.IsLockFile);
        _isOn = options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Switch, out var isOn) && string.Equals(isOn, "true", StringComparison.OrdinalIgnoreCase);
        _retired = new(ReadRetired);
    }

    /// <summary>The keys that the assembly states to be retired.</summary>
    public ISet<string> Retired => _retired.Value;

    /// <summary>
    /// The lock file; null if the project has none or it cannot be read. A project that is to have one, but has not written it yet,
    /// has an empty one.
    /// </summary>
    public LockFile? File(CancellationToken cancellationToken) =>
        _text is not null ? LockText.Read(_text, cancellationToken)?.File
        : _isOn ? LockFile.Empty
        : null;

    // The compiler binds the attributes of the assembly only when somebody asks for them: those who declare no options do not.
    private HashSet<string> ReadRetired()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in _compilation.Assembly.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, _symbols.RetiredOption)
                && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string key }])
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
