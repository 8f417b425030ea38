using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Stands for a validation attribute of <c>System.ComponentModel.DataAnnotations</c> that options do not know, so that registration refuses
/// it: ignored, it would let its author believe that the value is guarded. Made by generated code.
/// </summary>
public sealed class UnsupportedRule : OptionRule
{
    private readonly string _name;

    /// <summary>Names the attribute.</summary>
    /// <param name="name">The attribute's name without its suffix, for example <c>MinLength</c>.</param>
    public UnsupportedRule(string name) => _name = name;

    /// <inheritdoc/>
    public override string Description => _name;

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        error = $"[{_name}] says nothing about an option; use {FindReplacement()}.";
        return null;
    }

    private string FindReplacement() => _name switch
    {
        "MinLength" or "MaxLength" or "Length" => "[OptionLength], which also counts the entries of lists and dictionaries",
        "Required" => "OptionFlags.Required, which reports an option that nobody has set, or [OptionLength(1)] against empty texts",
        "DeniedValues" => "[AllowedValues] for the values that are allowed, or a Validate hook of the group",
        "EnumDataType" => "the enumeration itself as the option's type",
        "Compare" or "CustomValidation" => "a Validate hook of the group",
        _ => "[RegularExpression] or a Validate hook of the group",
    };
}
