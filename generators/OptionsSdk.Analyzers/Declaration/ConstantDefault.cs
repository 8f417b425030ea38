using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>Evaluates defaults: constants, and durations as they are usually written.</summary>
internal static class ConstantDefault
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.Ordinal)
    {
        ["FromMilliseconds"] = TimeSpan.TicksPerMillisecond,
        ["FromSeconds"] = TimeSpan.TicksPerSecond,
        ["FromMinutes"] = TimeSpan.TicksPerMinute,
        ["FromHours"] = TimeSpan.TicksPerHour,
        ["FromDays"] = TimeSpan.TicksPerDay,
    };

    /// <summary>The value as <see cref="LeafValues"/> holds it; null if it is not known, or null itself.</summary>
    public static object? Find(ITypeSymbol type, ExpressionSyntax expression, GroupPart part)
    {
        if (part.Model.GetConstantValue(expression, part.CancellationToken) is { HasValue: true, Value: { } constant })
        {
            return LeafValues.OfConstant(type, constant);
        }

        return LeafTypes.NameOf(type) == LeafTypes.TimeSpan ? FindDuration(expression, part) : null;
    }

    private static TimeSpan? FindDuration(ExpressionSyntax expression, GroupPart part) =>
        part.Model.GetSymbolInfo(expression, part.CancellationToken).Symbol is { ContainingType: { } type } member && LeafTypes.NameOf(type) == LeafTypes.TimeSpan
            ? (member.Name, expression) switch
            {
                (nameof(TimeSpan.Zero), _) => TimeSpan.Zero,
                (nameof(TimeSpan.MinValue), _) => TimeSpan.MinValue,
                (nameof(TimeSpan.MaxValue), _) => TimeSpan.MaxValue,
                (var name, InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] }) when Units.TryGetValue(name, out var unit)
                    && part.Model.GetConstantValue(argument.Expression, part.CancellationToken).Value is IConvertible and not string and var number => Duration(number, unit),
                _ => null,
            }
            : null;

    private static TimeSpan? Duration(object number, long unit)
    {
        try
        {
            return TimeSpan.FromTicks(checked((long)(Convert.ToDouble(number, CultureInfo.InvariantCulture) * unit)));
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}
