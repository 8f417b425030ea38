using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Lock.Format;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Lock;

/// <summary>
/// Compares the options that a project declares with its lock file: what is declared at its declaration, what is not declared any more
/// in the file.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAnalyzer() : OptionAnalyzer(
    WrittenByPeople,
    LockRules.LockedKeyRemoved,
    LockRules.RetiredKeyReused,
    LockRules.LockedTypeChanged,
    LockRules.LockedDefaultChanged,
    LockRules.LockedFlagsChanged,
    LockRules.KeyNotLocked,
    LockRules.InvalidLockFile,
    LockRules.LockFileBehind)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        var state = new LockState(start.Compilation, symbols, start.Options);
        start.RegisterSymbolAction(context => AnalyzeType(context, symbols, state), SymbolKind.NamedType);
        start.RegisterAdditionalFileAction(context => AnalyzeFile(context, symbols, state));
    }

    private static void AnalyzeType(SymbolAnalysisContext context, OptionSymbols symbols, LockState state)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !symbols.IsGroup(type))
        {
            return;
        }

        var file = state.File(context.CancellationToken);
        var keys = symbols.Keys(context.CancellationToken);
        foreach (var member in type.GetMembers())
        {
            if (member is not IPropertySymbol { IsPartialDefinition: true } property || keys.Find(type, property.Name) is not { } option)
            {
                continue;
            }

            if (state.Retired.Contains(option.Key) || file?.Retired.Contains(option.Key) == true)
            {
                context.ReportDiagnostic(Diagnostic.Create(LockRules.RetiredKeyReused, property.Locations[0], option.Key));
            }
            else if (file is null)
            {
                // There is nothing else to compare with.
            }
            else if (file.Options.TryGetValue(option.Key, out var locked))
            {
                foreach (var difference in new LockComparison(file, locked).Compare(property, option.Facts))
                {
                    context.ReportDiagnostic(difference);
                }
            }
            else
            {
                context.ReportDiagnostic(Diagnostic.Create(LockRules.KeyNotLocked, property.Locations[0], option.Key));
            }
        }
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context, OptionSymbols symbols, LockState state)
    {
        if (!LockText.IsLockFile(context.AdditionalFile) || LockText.Read(context.AdditionalFile, context.CancellationToken) is not { } text)
        {
            return;
        }

        if (text.Problem is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(LockRules.InvalidLockFile, text.Locate(context.AdditionalFile.Path, problem.Start, problem.End), problem.Message, problem.Remedy));
        }

        if (text.File is not { } file)
        {
            return;
        }

        var declared = new HashSet<string>(symbols.Keys(context.CancellationToken).Own.Select(static option => option.Key), StringComparer.Ordinal);
        foreach (var locked in file.Options.Values)
        {
            if (!declared.Contains(locked.Key) && !file.Retired.Contains(locked.Key) && !state.Retired.Contains(locked.Key))
            {
                context.ReportDiagnostic(Diagnostic.Create(LockRules.LockedKeyRemoved, text.Locate(context.AdditionalFile.Path, locked.Start, locked.End), locked.Key));
            }
        }
    }
}
