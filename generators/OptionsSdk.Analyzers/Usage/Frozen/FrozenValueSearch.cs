using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Usage.Frozen;

/// <summary>Searches an expression for the options that its value consists of. Immutable.</summary>
internal sealed class FrozenValueSearch(OptionReads reads)
{
    /// <summary>Reports every read whose value becomes part of the expression's.</summary>
    public void Report(OperationAnalysisContext context, IOperation value) => Report(context, value, null);

    private void Report(OperationAnalysisContext context, IOperation value, SyntaxNode? place)
    {
        if (reads.Find(value, context.CancellationToken) is { } option)
        {
            if (!option.Facts.Has(OptionFlags.Immutable))
            {
                Report(context, place ?? value.Syntax, $"option '{option.Key}'", $"{option.Facts.GroupName}.{option.Facts.Property}");
            }
        }
        else if (reads.IsCapture(value))
        {
            Report(context, place ?? value.Syntax, $"snapshot '{value.Syntax}'", $"{value.Syntax}");
        }
        else if (value is ILocalReferenceOperation local)
        {
            if (place is null && Locals.OnlyValue(local) is { } only)
            {
                Report(context, only, local.Syntax);
            }
        }
        else if (!Ends(value))
        {
            foreach (var part in value.ChildOperations)
            {
                Report(context, part, place);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode place, string what, string remedy) =>
        context.ReportDiagnostic(Diagnostic.Create(UsageRules.FrozenValue, place.GetLocation(), what, remedy));

    // What runs later reads later; and an object that was made from options may well follow them by itself.
    private static bool Ends(IOperation value) => value switch
    {
        IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation or ITypeOfOperation => true,
        IInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation or IAwaitOperation => !IsPlain(value.Type),
        _ => false,
    };

    private static bool IsPlain(ITypeSymbol? type) =>
        type is { IsValueType: true } or { SpecialType: SpecialType.System_String } or IArrayTypeSymbol or { Name: "Uri" or "Version", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
