using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Security;

/// <summary>Finds credentials that stand in source code, as defaults and as written values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CredentialInCodeAnalyzer() : OptionAnalyzer(EverywhereInCode, SecurityRules.CredentialInCode)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        var writes = new OptionWrites(symbols);
        start.RegisterSyntaxNodeAction(context => AnalyzeDefault(context, symbols), SyntaxKind.PropertyDeclaration);
        start.RegisterOperationAction(context => AnalyzeWrite(context, writes, symbols), OperationKind.Invocation, OperationKind.ObjectCreation);
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

    private static void AnalyzeWrite(OperationAnalysisContext context, OptionWrites writes, OptionSymbols symbols)
    {
        var (method, arguments) = context.Operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null || arguments.IsEmpty || writes.MarkOf(method) is not { } mark || !IsSet(mark))
        {
            return;
        }

        if (writes.OptionOf(method, arguments, mark, context.CancellationToken) is { } option
            && option.Facts.Has(OptionFlags.Credential)
            && ValueOf(method, arguments, symbols) is { } value)
        {
            foreach (var secret in Secrets(value))
            {
                context.ReportDiagnostic(Diagnostic.Create(SecurityRules.CredentialInCode, secret.Syntax.GetLocation(), option.Key));
            }
        }
    }

    private static bool IsSet(AttributeData mark) =>
        mark.ConstructorArguments.IsEmpty || mark.ConstructorArguments is [{ Value: (int)OptionOperation.Set or (int)OptionOperation.Register }, ..];

    // The value comes next to the key, or first where the member always writes the same option, unless it is marked.
    private static IOperation? ValueOf(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, OptionSymbols symbols)
    {
        var parameters = method.OriginalDefinition.Parameters;
        var key = parameters.FirstOrDefault(parameter => KeyOperation.IsKey(parameter, symbols));
        var value = parameters.FirstOrDefault(parameter => OptionSymbols.Has(parameter, symbols.OptionValue))
            ?? parameters.FirstOrDefault(parameter => parameter.Type is ITypeParameterSymbol type && OptionSymbols.Has(type, symbols.OptionValue))
            ?? parameters.ElementAtOrDefault(key is null ? 0 : key.Ordinal + 1);
        return arguments.FirstOrDefault(argument => value is not null && argument.Parameter?.Ordinal == value.Ordinal)?.Value;
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
