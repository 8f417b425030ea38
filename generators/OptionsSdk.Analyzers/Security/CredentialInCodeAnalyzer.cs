using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Keys;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Security;

/// <summary>Finds credentials that stand in source code, as defaults and as written values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CredentialInCodeAnalyzer() : OptionAnalyzer(EverywhereInCode, SecurityRules.CredentialInCode)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        start.RegisterSyntaxNodeAction(context => AnalyzeDefault(context, symbols), SyntaxKind.PropertyDeclaration);
        start.RegisterOperationAction(context => AnalyzeWrite(context, symbols), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeDefault(SyntaxNodeAnalysisContext context, OptionSymbols symbols)
    {
        var declaration = (PropertyDeclarationSyntax)context.Node;
        if (declaration is { AttributeLists.Count: > 0, Initializer: { } initializer }
            && OptionProperty.IsOption(declaration)
            && context.ContainingSymbol is IPropertySymbol { ContainingType: { } group } property
            && symbols.Keys(context.CancellationToken).Find(group, property.Name) is { } option
            && option.Facts.Has(OptionFlags.Credential)
            && context.SemanticModel.GetOperation(initializer.Value, context.CancellationToken) is { } value)
        {
            foreach (var secret in Secrets(value))
            {
                context.ReportDiagnostic(Diagnostic.Create(SecurityRules.CredentialInCode, secret.Syntax.GetLocation(), option.Key));
            }
        }
    }

    private static void AnalyzeWrite(OperationAnalysisContext context, OptionSymbols symbols)
    {
        var (method, arguments) = context.Operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null || arguments.IsEmpty || symbols.Members.Find(method) is not { Operation: OptionOperation.Set or OptionOperation.Register } member)
        {
            return;
        }

        if (KeyedOption.Of(method, arguments, symbols, context.CancellationToken) is { } option
            && option.Facts.Has(OptionFlags.Credential)
            && ValueOf(member, arguments) is { } value)
        {
            foreach (var secret in Secrets(value))
            {
                context.ReportDiagnostic(Diagnostic.Create(SecurityRules.CredentialInCode, secret.Syntax.GetLocation(), option.Key));
            }
        }
    }

    // The value comes next to the key, or first where the member always writes the same option, unless it is marked.
    private static IOperation? ValueOf(KeyMember member, ImmutableArray<IArgumentOperation> arguments)
    {
        var value = member.ValueParameter >= 0 ? member.ValueParameter : member.KeyParameters.IsEmpty ? 0 : member.KeyParameters[0] + 1;
        return arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == value)?.Value;
    }

    private static IEnumerable<IOperation> Secrets(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => IsEmpty(constant) || value.Type?.TypeKind == TypeKind.Enum ? [] : [value],
        IConversionOperation conversion => Secrets(conversion.Operand),
        ICollectionExpressionOperation collection => collection.Elements.SelectMany(Secrets),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Secrets),
        IConditionalOperation choice => new[] { choice.WhenTrue, choice.WhenFalse }.OfType<IOperation>().SelectMany(Secrets),
        _ => [],
    };

    // A number may be a secret as well as a text; nothing, blanks, zero and a truth value tell nobody anything.
    private static bool IsEmpty(object? constant) => constant switch
    {
        null or '\0' or bool => true,
        string text => string.IsNullOrWhiteSpace(text),
        char => false,
        IConvertible number => number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => true,
    };
}
