using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OptionsSdk.Analyzers.Usage;

/// <summary>Follows values into local variables that are written once: whoever stores more elaborately is not second-guessed.</summary>
internal static class Locals
{
    /// <summary>The local that a value initialises.</summary>
    public static ILocalSymbol? InitialisedBy(IOperation value) =>
        value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;

    /// <summary>Everywhere in the same member that a local is used.</summary>
    public static IEnumerable<ILocalReferenceOperation> References(IOperation inside, ILocalSymbol local) =>
        Root(inside).Descendants().OfType<ILocalReferenceOperation>().Where(use => Is(use.Local, local));

    /// <summary>The only value that a local ever gets; null where it has none or several.</summary>
    public static IOperation? OnlyValue(ILocalReferenceOperation reference)
    {
        var values = new List<IOperation?>();
        foreach (var operation in Root(reference).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Is(declarator.Symbol, reference.Local) && declarator.GetVariableInitializer() is { } initializer:
                    values.Add(initializer.Value);
                    break;
                case ILocalReferenceOperation other when Is(other.Local, reference.Local) && Writes(other):
                    values.Add((other.Parent as ISimpleAssignmentOperation)?.Value);
                    break;
            }
        }

        return values is [{ } only] ? only : null;
    }

    /// <summary>The loop whose variable a local is.</summary>
    public static IForEachLoopOperation? Loop(ILocalReferenceOperation reference)
    {
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation variable } loop && Is(variable.Symbol, reference.Local))
            {
                return References(reference, reference.Local).Any(Writes) ? null : loop;
            }
        }

        return null;
    }

    /// <summary>Whether a local that holds a collection is only passed over or handed on as it is here, so that nothing changes its entries.</summary>
    public static bool IsOnlyRead(ILocalReferenceOperation reference) =>
        References(reference, reference.Local).All(other => other == reference || Consumer(other) is IForEachLoopOperation);

    /// <summary>Whether a use assigns to the local.</summary>
    public static bool Writes(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation or IAddressOfOperation or IDeclarationExpressionOperation or ITupleOperation { Parent: IDeconstructionAssignmentOperation } => true,
        ITupleOperation { Parent: ITupleOperation } => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IForEachLoopOperation loop => loop.LoopControlVariable == reference,
        _ => false,
    };

    private static IOperation? Consumer(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    private static bool Is(ILocalSymbol local, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(local, other);

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
