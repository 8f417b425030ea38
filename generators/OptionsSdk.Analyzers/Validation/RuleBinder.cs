using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Finds out what the validation attributes that options know mean, as the runtime does.</summary>
internal static class RuleBinder
{
    private static readonly Dictionary<string, Func<RuleAttribute, BoundRule>> Supported = new(StringComparer.Ordinal)
    {
        [$"{ValidationAttributes.DataAnnotations}RangeAttribute"] = RangeBinder.Bind,
        [$"{ValidationAttributes.DataAnnotations}RegularExpressionAttribute"] = PatternBinder.Bind,
        [$"{ValidationAttributes.DataAnnotations}StringLengthAttribute"] = LengthBinder.BindText,
        [$"{ValidationAttributes.DataAnnotations}AllowedValuesAttribute"] = AllowedValuesBinder.Bind,
        [$"{ValidationAttributes.DataAnnotations}EmailAddressAttribute"] = TextBinder.BindEmailAddress,
        [$"{ValidationAttributes.DataAnnotations}UrlAttribute"] = TextBinder.BindUrl,
        [$"{ValidationAttributes.Runtime}OptionRangeAttribute"] = RangeBinder.BindTexts,
        [$"{ValidationAttributes.Runtime}OptionLengthAttribute"] = LengthBinder.Bind,
    };

    /// <summary>What a supported attribute means; null for all others.</summary>
    public static BoundRule? Bind(RuleAttribute rule, INamedTypeSymbol type) =>
        Supported.TryGetValue(LeafTypes.NameOf(type), out var bind) ? bind(rule) : null;
}
