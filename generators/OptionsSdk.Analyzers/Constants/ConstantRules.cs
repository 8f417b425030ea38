using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Constants;

/// <summary>
/// Says whether a constant breaks the validation attributes of an option, in the words of the runtime. Only what is certain is an answer:
/// rules that cannot apply to the option, or cannot be told from attributes, break nothing here.
/// </summary>
internal static class ConstantRules
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";
    private const string Runtime = "OptionsSdk";

    /// <summary>What is wrong with a value, as the end of a sentence about it.</summary>
    /// <param name="option">The property that declares the option.</param>
    /// <param name="isRate">Whether the option's flags say that it is a rate.</param>
    /// <param name="isSecret">Whether allowed values must not be listed.</param>
    /// <param name="value">The constant, of the option's type.</param>
    /// <returns>The problem; null where there is none that is certain.</returns>
    public static string? FindProblem(IPropertySymbol option, bool isRate, bool isSecret, object value)
    {
        var type = option.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : option.Type;
        if (isRate && Number(value) is < 0 or > 1)
        {
            return "must be a rate from 0 to 1";
        }

        foreach (var attribute in option.GetAttributes())
        {
            var problem = (attribute.AttributeClass?.Name, attribute.AttributeClass?.ContainingNamespace?.ToDisplayString()) switch
            {
                ("RangeAttribute", Annotations) => Range(attribute, value),
                ("OptionRangeAttribute", Runtime) => Range(attribute, value),
                ("StringLengthAttribute", Annotations) when attribute.ConstructorArguments is [{ Value: int maximum }] => Length(value, Setting<int>(attribute, "MinimumLength"), maximum),
                ("OptionLengthAttribute", Runtime) when attribute.ConstructorArguments is [{ Value: int minimum }, { Value: int maximum }] => Length(value, minimum, maximum),
                ("AllowedValuesAttribute", Annotations) => Allowed(attribute, type, isSecret, value),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Range(AttributeData attribute, object value)
    {
        if (Number(value) is not { } number
            || attribute.ConstructorArguments.Where(static argument => argument.Kind != TypedConstantKind.Type).ToArray() is not [var from, var to]
            || Limit(from, value) is not { } minimum
            || Limit(to, value) is not { } maximum)
        {
            return null;
        }

        var (isAbove, isBelow) = (Setting<bool>(attribute, "MinimumIsExclusive"), Setting<bool>(attribute, "MaximumIsExclusive"));
        var isWithin = (isAbove ? number > minimum : number >= minimum) && (isBelow ? number < maximum : number <= maximum);
        return isWithin ? null : (isAbove, isBelow) switch
        {
            (false, false) => $"must be from {Words(from)} to {Words(to)}",
            (true, false) => $"must be more than {Words(from)} and at most {Words(to)}",
            (false, true) => $"must be at least {Words(from)} and less than {Words(to)}",
            _ => $"must be more than {Words(from)} and less than {Words(to)}",
        };
    }

    private static string? Length(object value, int minimum, int maximum)
    {
        if (value is not string text || minimum < 0 || maximum < minimum || text.Length >= minimum && text.Length <= maximum)
        {
            return null;
        }

        return (minimum, maximum) switch
        {
            (_, int.MaxValue) => $"must have at least {Words(minimum)} characters",
            (0, _) => $"must have at most {Words(maximum)} characters",
            _ when minimum == maximum => $"must have exactly {Words(minimum)} characters",
            _ => $"must have from {Words(minimum)} to {Words(maximum)} characters",
        };
    }

    private static string? Allowed(AttributeData attribute, ITypeSymbol type, bool isSecret, object value)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var listed }])
        {
            return null;
        }

        foreach (var allowed in listed)
        {
            if (IsSame(allowed, type, value) is not false)
            {
                return null; // The value itself, or one that only the option's codec can read.
            }
        }

        return isSecret ? "must be one of the allowed values" : $"must be one of {string.Join(", ", listed.Select(Words))}";
    }

    private static bool? IsSame(TypedConstant allowed, ITypeSymbol type, object value) => allowed switch
    {
        { IsNull: true } => false,
        { Kind: TypedConstantKind.Enum } => SymbolEqualityComparer.Default.Equals(allowed.Type, type) ? Equals(allowed.Value, value) : null,
        { Kind: not TypedConstantKind.Primitive } => null,
        _ when type.TypeKind == TypeKind.Enum => null,
        { Value: string text } when value is string given => text == given,
        { Value: bool or char } when allowed.Value?.GetType() == value.GetType() => Equals(allowed.Value, value),
        { Value: { } number } when Number(value) is { } given && Number(number) is { } other => given == other,
        _ => null,
    };

    private static T Setting<T>(AttributeData attribute, string name)
        where T : struct =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive, Value: T value } ? value : default;

    // The runtime compares single precision in single precision, and whole numbers exactly.
    private static double? Limit(TypedConstant limit, object value) => limit switch
    {
        { Kind: TypedConstantKind.Primitive, Value: string text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => value is float ? (float)number : number,
        { Kind: TypedConstantKind.Primitive, Value: int or double } when Number(limit.Value) is { } number => value is float ? (float)number : number,
        _ => null,
    };

    // Limits are as exact as double here; a number that is not is not certain to be outside.
    private static double? Number(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        long number when Math.Abs((double)number) < 1L << 53 => number,
        long number => number > 0 ? 1L << 53 : -(1L << 53),
        ulong number => number < 1UL << 53 ? number : 1L << 53,
        decimal number => (double)number,
        float number => number,
        double number when !double.IsNaN(number) => number,
        _ => null,
    };

    private static string Words(TypedConstant value) => Words(value.Value);

    private static string Words(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
