using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>A call of a method, constructor or indexer that takes a key.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Method">What is called.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="Name">What names it in the source.</param>
internal sealed record KeyUse(IOperation Operation, IMethodSymbol Method, ImmutableArray<IArgumentOperation> Arguments, SyntaxNode Name)
{
    public IArgumentOperation? Argument(int ordinal) => ordinal < 0 ? null : Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal);

    /// <summary>Where an argument stands; an argument that is not written stands for the whole call.</summary>
    public SyntaxNode Place(IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.DefaultValue ? Name : argument.Value.Syntax;

    /// <summary>The type argument of the option's value, as far as it is a real type.</summary>
    public ITypeSymbol? Type(ValueTypeArgument argument)
    {
        var types = argument.IsOfMethod ? Method.TypeArguments : Method.ContainingType.TypeArguments;
        return argument.Ordinal < types.Length ? types[argument.Ordinal] : null;
    }

    /// <summary>Where the type argument is written, if it is.</summary>
    public SyntaxNode? TypePlace(ValueTypeArgument argument) =>
        Name is GenericNameSyntax generic && argument.Ordinal < generic.TypeArgumentList.Arguments.Count ? generic.TypeArgumentList.Arguments[argument.Ordinal] : null;

    public static KeyUse? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => new(call, call.TargetMethod, call.Arguments, NameOf(call.Syntax)),
        IObjectCreationOperation { Constructor: { } constructor } creation => new(creation, constructor, creation.Arguments, NameOf(creation.Syntax)),
        IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer when Called(indexer) is { } accessor => new(indexer, accessor, indexer.Arguments, indexer.Syntax),
        _ => null,
    };

    /// <summary>The method that an operation calls, if it can take a key.</summary>
    public static IMethodSymbol? Called(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IObjectCreationOperation creation => creation.Constructor,
        IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer =>
            indexer.Parent is IAssignmentOperation assignment && assignment.Target == indexer ? indexer.Property.SetMethod : indexer.Property.GetMethod,
        _ => null,
    };

    private static SyntaxNode NameOf(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax call => NameOf(call.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax qualified } => qualified.Right,
        ObjectCreationExpressionSyntax creation => creation.Type,
        PrimaryConstructorBaseTypeSyntax type => type.Type,
        _ => syntax,
    };
}
