using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Keys;

namespace OptionsSdk.Analyzers.Usage.Writes;

/// <summary>Finds calls that are given the wrong key: one that cannot be written, is not declared, has another type, or has a typed key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyUseAnalyzer() : OptionAnalyzer(
    EverywhereInCode,
    UsageRules.WriteToImmutable,
    UsageRules.WriteToNoStore,
    UsageRules.PossibleForbiddenWrite,
    UsageRules.ForgoneAnswer,
    UsageRules.RegisterDeclaredKey,
    UsageRules.UnknownKey,
    UsageRules.ValueTypeMismatch,
    UsageRules.ChannelNotAllowed,
    UsageRules.ValueBreaksRule,
    UsageRules.UseTypedKey)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        var members = symbols.Members;
        var runtime = new Lazy<RuntimeKeys>(() => RuntimeKeys.Create(start.Compilation, symbols, members, CancellationToken.None));
        start.RegisterOperationAction(context => AnalyzeCall(context, symbols, members, runtime), OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference);
        start.RegisterOperationAction(
            context => AnalyzeData(context, symbols, members, runtime),
            OperationKind.SimpleAssignment,
            OperationKind.FieldInitializer,
            OperationKind.PropertyInitializer);
    }

    private static void AnalyzeCall(OperationAnalysisContext context, OptionSymbols symbols, KeyMembers members, Lazy<RuntimeKeys> runtime)
    {
        // Nearly every call ends at this look-up.
        if (KeyUse.Called(context.Operation) is { } method
            && members.Find(method) is { HasKey: true } member
            && !IsOwn(context, symbols)
            && !IsDeclaration(method, symbols)
            && KeyUse.Of(context.Operation) is { } use)
        {
            new KeyUseInspection(context, symbols, members, runtime, use, member).Run();
        }
    }

    private static void AnalyzeData(OperationAnalysisContext context, OptionSymbols symbols, KeyMembers members, Lazy<RuntimeKeys> runtime)
    {
        var value = context.Operation switch
        {
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } target } assignment when members.HoldsKey(target.Member) => assignment.Value,
            IFieldInitializerOperation field when field.InitializedFields.Any(members.HoldsKey) => field.Value,
            IPropertyInitializerOperation property when property.InitializedProperties.Any(members.HoldsKey) => property.Value,
            _ => null,
        };
        if (value is not null && !IsOwn(context, symbols))
        {
            new UnknownKeys(context, symbols, runtime).Check(new KeyReader(symbols, members, context.CancellationToken).Read(value));
        }
    }

    // What the generator wrote is right wherever the declaration is, and suppresses every diagnostic: looking through it would only cost.
    private static bool IsOwn(OperationAnalysisContext context, OptionSymbols symbols)
    {
        if (context.IsGeneratedCode)
        {
            for (var type = context.ContainingSymbol as INamedTypeSymbol ?? context.ContainingSymbol.ContainingType; type is not null; type = type.ContainingType)
            {
                if (symbols.IsGroup(type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsDeclaration(IMethodSymbol method, OptionSymbols symbols) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, symbols.Option) || SymbolEqualityComparer.Default.Equals(method.ContainingType, symbols.OptionGroup);
}
