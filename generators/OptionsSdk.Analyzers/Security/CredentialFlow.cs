using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OptionsSdk.Analyzers.Security;

/// <summary>Follows a value through the expression that it stands in. Immutable.</summary>
internal sealed class CredentialFlow(Compilation compilation)
{
    private readonly INamedTypeSymbol? _exception = compilation.GetTypeByMetadataName("System.Exception");
    private readonly INamedTypeSymbol? _builder = compilation.GetTypeByMetadataName("System.Text.StringBuilder");
    private readonly INamedTypeSymbol? _activity = compilation.GetTypeByMetadataName("System.Diagnostics.Activity");
    private readonly INamedTypeSymbol? _console = compilation.GetTypeByMetadataName("System.Console");
    private readonly INamedTypeSymbol? _logMessage = compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.LoggerMessageAttribute");

    /// <summary>The largest expression that still has the same value.</summary>
    public static IOperation Whole(IOperation value)
    {
        while (IsSame(value, value.Parent))
        {
            value = value.Parent!;
        }

        return value;
    }

    /// <summary>Where the value ends.</summary>
    public CredentialEnd EndOf(IOperation value)
    {
        var isText = false;
        for (var (current, parent) = (value, value.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case var _ when IsSame(current, parent) || IsPart(current, parent):
                case IArgumentOperation:
                    break;
                case IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringAppendOperation or IInterpolatedStringHandlerCreationOperation or IInterpolatedStringAdditionOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                    isText = true;
                    break;
                case IInvocationOperation { Parent: IInterpolatedStringAppendOperation }:
                    isText = true;
                    break;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } append when append.Value == current:
                    return CredentialEnd.Text;
                case IInvocationOperation call when call.Instance == current && call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String && call.Type?.SpecialType == SpecialType.System_String:
                case IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 } } display when display.Instance == current:
                    break;
                case IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String, Name: "Format" or "Concat" or "Join" } }:
                    isText = true;
                    break;
                case IInvocationOperation call when call.Instance != current:
                    return EndOf(call, isText);
                case IObjectCreationOperation creation:
                    return IsException(creation.Type) ? CredentialEnd.Exception : Otherwise(isText);
                default:
                    return Otherwise(isText);
            }
        }

        return Otherwise(isText);
    }

    private static CredentialEnd Otherwise(bool isText) => isText ? CredentialEnd.Text : CredentialEnd.Use;

    private static bool IsSame(IOperation value, IOperation? parent) => parent switch
    {
        IConversionOperation or ICoalesceOperation => true,
        IConditionalAccessOperation access => access.WhenNotNull == value,
        IConditionalOperation choice => choice.Condition != value && choice.Type is not null,
        ISwitchExpressionArmOperation arm => arm.Value == value,
        ISwitchExpressionOperation choice => choice.Value != value,
        _ => false,
    };

    // Lists of arguments, and objects made for a log alone.
    private static bool IsPart(IOperation value, IOperation parent) => parent switch
    {
        IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or IAnonymousObjectCreationOperation or ITupleOperation => true,
        ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation } assignment => assignment.Value == value,
        _ => false,
    };

    private CredentialEnd EndOf(IInvocationOperation call, bool isText)
    {
        var type = call.TargetMethod.ContainingType;
        var scope = type.ContainingNamespace;
        if (IsIn(scope, "Logging", "Extensions", "Microsoft") || call.TargetMethod.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, _logMessage) && _logMessage is not null))
        {
            return CredentialEnd.Log;
        }

        if (SymbolEqualityComparer.Default.Equals(type, _console) && call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal)
            || call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: var owner } } && SymbolEqualityComparer.Default.Equals(owner, _console))
        {
            return CredentialEnd.Console;
        }

        if (SymbolEqualityComparer.Default.Equals(type, _activity) && call.TargetMethod.Name is "SetTag" or "AddTag" or "SetBaggage" or "AddBaggage" or "SetStatus"
            || type.Name is "Trace" or "Debug" or "TraceSource" or "Debugger" && IsIn(scope, "Diagnostics", "System"))
        {
            return CredentialEnd.Trace;
        }

        return SymbolEqualityComparer.Default.Equals(type, _builder) ? CredentialEnd.Text : Otherwise(isText);
    }

    private bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, _exception))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(INamespaceSymbol scope, params string[] innermostFirst)
    {
        foreach (var name in innermostFirst)
        {
            if (scope.Name != name)
            {
                return false;
            }

            scope = scope.ContainingNamespace;
        }

        return scope.IsGlobalNamespace;
    }
}
