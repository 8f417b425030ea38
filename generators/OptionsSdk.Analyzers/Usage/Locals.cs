using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OptionsSdk.Analyzers.Usage;

/// <summary>Follows values into local variables, one step far: whoever stores more elaborately is not second-guessed.</summary>
internal static class Locals
{
    /// <summary>The local that a value initialises.</summary>
    public static ILocalSymbol? InitialisedBy(IOperation value) =>
        value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;

    /// <summary>The value that a local has throughout: its initialiser's, if nothing else is ever assigned to it.</summary>
    public static bool TryGetOnlyValue(ILocalReferenceOperation reference, CancellationToken cancellationToken, [NotNullWhen(true)] out IOperation? value)
    {
        value = null;
        var local = reference.Local;
        if (local.DeclaringSyntaxReferences is [var declaration]
            && reference.SemanticModel is { } model
            && declaration.SyntaxTree == model.SyntaxTree
            && model.GetOperation(declaration.GetSyntax(cancellationToken), cancellationToken) is IVariableDeclaratorOperation declarator
            && declarator.GetVariableInitializer() is { } initializer
            && References(reference, local).All(static use => !IsWritten(use)))
        {
            value = initializer.Value;
        }

        return value is not null;
    }

    /// <summary>Everywhere in the same member that a local is used.</summary>
    public static IEnumerable<ILocalReferenceOperation> References(IOperation inside, ILocalSymbol local)
    {
        var root = inside;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local) && !use.IsDeclaration);
    }

    /// <summary>Whether a use only assigns to the local.</summary>
    public static bool IsWritten(ILocalReferenceOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IIncrementOrDecrementOperation => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple => deconstruction.Target == tuple,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };
}
