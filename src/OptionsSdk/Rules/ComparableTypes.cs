namespace OptionsSdk.Rules;

/// <summary>The types whose values have an order that everybody expects.</summary>
internal static class ComparableTypes
{
    private static readonly HashSet<Type> WholeNumbers =
        [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    private static readonly HashSet<Type> Others =
        [typeof(char), typeof(TimeSpan), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(Version)];

    public static bool IsWholeNumber(Type type) => WholeNumbers.Contains(type);

    public static bool IsNumber(Type type) => IsWholeNumber(type) || type == typeof(decimal) || type == typeof(double) || type == typeof(float);

    public static bool IsComparable(Type type) => IsNumber(type) || Others.Contains(type);

    /// <summary>The type itself, or the value type inside a nullable one.</summary>
    public static Type WithoutNullable(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
