using System.Globalization;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>
/// Values of leaf types as a compiler can hold them: whole numbers, decimals and enumeration members as decimals, dates as their first
/// moment, times of day as durations. Read from text as the runtime's codecs read it.
/// </summary>
internal static class LeafValues
{
    private const NumberStyles Decimals = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
    private static readonly string[] Times = ["HH:mm:ss.FFFFFFF", "HH:mm"];
    private static readonly HashSet<string> TrueWords = new(["y", "yes", "t", "true", "1", "on"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> FalseWords = new(["n", "no", "f", "false", "0", "off"], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<SpecialType, (decimal Minimum, decimal Maximum)> WholeNumbers = new()
    {
        [SpecialType.System_SByte] = (sbyte.MinValue, sbyte.MaxValue),
        [SpecialType.System_Byte] = (byte.MinValue, byte.MaxValue),
        [SpecialType.System_Int16] = (short.MinValue, short.MaxValue),
        [SpecialType.System_UInt16] = (ushort.MinValue, ushort.MaxValue),
        [SpecialType.System_Int32] = (int.MinValue, int.MaxValue),
        [SpecialType.System_UInt32] = (uint.MinValue, uint.MaxValue),
        [SpecialType.System_Int64] = (long.MinValue, long.MaxValue),
        [SpecialType.System_UInt64] = (ulong.MinValue, ulong.MaxValue),
    };

    /// <summary>The value that a text means; null if it means none.</summary>
    public static object? Parse(ITypeSymbol type, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var trimmed = text.Trim();
        return type.SpecialType switch
        {
            SpecialType.System_String => IsWellFormed(text) ? text : null,
            SpecialType.System_Char => text.Length == 1 && !char.IsSurrogate(text[0]) ? text[0] : null,
            SpecialType.System_Boolean => TrueWords.Contains(trimmed) ? true : FalseWords.Contains(trimmed) ? false : null,
            SpecialType.System_Decimal => decimal.TryParse(trimmed, Decimals, CultureInfo.InvariantCulture, out var number) ? number : null,
            SpecialType.System_Double => double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsFinite(number) ? number : null,
            SpecialType.System_Single => float.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsFinite(number) ? number : null,
            var whole when WholeNumbers.TryGetValue(whole, out var limits) =>
                decimal.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= limits.Minimum && number <= limits.Maximum ? number : null,
            _ when type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration => EnumerationMembers.Parse(enumeration, trimmed),
            _ => trimmed.Length == 0 ? null : ParseOther(type, trimmed),
        };
    }

    /// <summary>The value of a constant expression, converted as the compiler does; null if that is not known.</summary>
    public static object? OfConstant(ITypeSymbol type, object constant)
    {
        try
        {
            return type switch
            {
                { SpecialType: SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char } => constant,
                { SpecialType: SpecialType.System_Double } => Convert.ToDouble(Number(constant), CultureInfo.InvariantCulture),
                { SpecialType: SpecialType.System_Single } => Convert.ToSingle(Number(constant), CultureInfo.InvariantCulture),
                { TypeKind: TypeKind.Enum } => Convert.ToDecimal(constant, CultureInfo.InvariantCulture),
                _ when LeafTypes.IsNumber(type) => Convert.ToDecimal(Number(constant), CultureInfo.InvariantCulture),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is InvalidCastException or OverflowException or FormatException)
        {
            // The compiler refuses it.
            return null;
        }
    }

    /// <summary>What is wrong with a value whatever the rules, or null.</summary>
    public static string? FindError(ITypeSymbol type, object value) => value switch
    {
        double number when !IsFinite(number) => "is not a finite number",
        float number when !IsFinite(number) => "is not a finite number",
        char character when char.IsSurrogate(character) => "is half of a character",
        string text when !IsWellFormed(text) => "contains half of a character",
        decimal member when type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration && !EnumerationMembers.AreDefined(enumeration, member) =>
            $"is not a member of '{enumeration.Name}'",
        _ => null,
    };

    /// <summary>What a text of the type must be.</summary>
    public static string Describe(ITypeSymbol type) => LeafTypes.NameOf(type) switch
    {
        LeafTypes.TimeSpan => "a duration such as 00:00:30",
        LeafTypes.DateTimeOffset => "a date and time with its offset such as 2026-01-31T07:30:00Z",
        LeafTypes.DateOnly => "a date such as 2026-01-31",
        LeafTypes.TimeOnly => "a time of day such as 08:30",
        LeafTypes.Version => "a version such as 1.2",
        LeafTypes.Guid => "a GUID such as 0f8fad5b-d9cb-469f-a165-70867728950e",
        _ => $"a value of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
    };

    /// <summary>The duration that a text without blanks around it means; null if it means none.</summary>
    public static TimeSpan? ParseDuration(string? text) =>
        text is not null && text.IndexOf(':') >= 0 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration) ? duration : null;

    private static object? ParseOther(ITypeSymbol type, string text) => LeafTypes.NameOf(type) switch
    {
        LeafTypes.TimeSpan => ParseDuration(text),
        LeafTypes.DateTimeOffset => HasOffset(text) && DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null,
        LeafTypes.DateOnly => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        LeafTypes.TimeOnly => DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var time) ? time.TimeOfDay : null,
        LeafTypes.Version => text.All(static character => character is '.' or (>= '0' and <= '9')) && Version.TryParse(text, out var version) ? version : null,
        LeafTypes.Guid => Guid.TryParseExact(text, "D", out var guid) ? guid : null,
        LeafTypes.Uri => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? uri : null,
        _ => null,
    };

    private static object Number(object constant) => constant is char character ? (int)character : constant;

    private static bool HasOffset(string text) => text[text.Length - 1] == 'Z' || (text.Length > 6 && text[text.Length - 6] is '+' or '-' && text[text.Length - 3] == ':');

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (index + 1 >= text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
            {
                return false;
            }

            index++;
        }

        return true;
    }
}
