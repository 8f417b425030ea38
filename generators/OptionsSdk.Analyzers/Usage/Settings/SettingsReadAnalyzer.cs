using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Usage.Settings;

/// <summary>Finds reads of settings that belong to an option: they see neither stored values nor defaults nor rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingsReadAnalyzer() : OptionAnalyzer(EverywhereInCode, UsageRules.SettingsRead)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        // A program without configuration has nothing to be read.
        if (SettingsPath.TryCreate(start.Compilation) is { } path)
        {
            start.RegisterOperationAction(context => Analyze(context, path, symbols), OperationKind.PropertyReference, OperationKind.Invocation);
        }
    }

    private static void Analyze(OperationAnalysisContext context, SettingsPath path, OptionSymbols symbols)
    {
        if (path.Read(context.Operation, context.CancellationToken) is { } place
            && !IsWritten(context.Operation)
            && Find(place, symbols.Keys(context.CancellationToken)) is { } option)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                UsageRules.SettingsRead,
                context.Operation.Syntax.GetLocation(),
                place,
                option.Key,
                $"{option.Facts.GroupName}.{option.Facts.Property}"));
        }
    }

    private static bool IsWritten(IOperation operation) => operation.Parent is IAssignmentOperation assignment && assignment.Target == operation;

    // Settings know no case and keys are lower-case; an option is found at its key or with the key's dots as levels; a colon may be the key's own.
    private static DeclaredOption? Find(string place, KeyIndex keys)
    {
        foreach (var candidate in Spellings(place.ToLowerInvariant()))
        {
            if (keys.Find(candidate) is { } option)
            {
                return option;
            }
        }

        return null;
    }

    private static IEnumerable<string> Spellings(string place)
    {
        const int MostColons = 6;
        var colons = Enumerable.Range(0, place.Length).Where(index => place[index] == ':').Take(MostColons).ToArray();
        for (var chosen = 0; chosen < 1 << colons.Length; chosen++)
        {
            var spelling = place.ToCharArray();
            for (var index = 0; index < colons.Length; index++)
            {
                if ((chosen & 1 << index) != 0)
                {
                    spelling[colons[index]] = '.';
                }
            }

            yield return new(spelling);
        }
    }
}
