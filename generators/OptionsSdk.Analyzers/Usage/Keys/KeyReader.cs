using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>
/// Tells which keys an expression gives, as far as that is certain: constants, typed keys, and one step through variables that are written
/// once. What it cannot tell, it says so.
/// </summary>
internal sealed class KeyReader(OptionSymbols symbols, KeyMembers members, CancellationToken cancellationToken)
{
    private const int MaximumDepth = 8;

    /// <summary>The keys of an argument. A collection gives one choice for each of its entries.</summary>
    public IEnumerable<KeyChoice> Read(IOperation value)
    {
        if (IsKey(Unwrap(value).Type))
        {
            return ReadKey(value);
        }

        var entries = new List<(IOperation Value, IOperation? Place)>();
        Entries(value, null, 0, entries);
        return entries.Select(entry => Choice(entry.Value, entry.Place));
    }

    /// <summary>All texts of a collection.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="texts">Those that can be told.</param>
    /// <returns>Whether there are no others.</returns>
    public bool TryReadAll(IOperation collection, out IReadOnlyList<string> texts)
    {
        var entries = new List<(IOperation Value, IOperation? Place)>();
        var isComplete = Entries(collection, null, 0, entries);
        var choices = entries.Select(entry => Choice(entry.Value, entry.Place)).ToList();
        texts = [.. choices.SelectMany(static choice => choice.Keys).Select(static key => key.Key)];
        return isComplete && choices.All(static choice => choice.IsComplete);
    }

    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private bool IsKey(ITypeSymbol? type) => type is null || type.SpecialType == SpecialType.System_String || members.IsTypedKey(type);

    private List<KeyChoice> ReadKey(IOperation value)
    {
        if (LoopVariable(value) is not { } variable || Locals.Loop(variable) is not { } loop)
        {
            return [Choice(value, null)];
        }

        var entries = new List<(IOperation Value, IOperation? Place)>();
        var isComplete = Entries(loop.Collection, value, 0, entries);
        var choices = entries.Select(entry => Choice(entry.Value, value)).ToList();
        return IsReachedByAll(value, loop)
            ? choices
            : [new([.. choices.SelectMany(static choice => choice.Keys)], isComplete && choices.All(static choice => choice.IsComplete), IsGuarded: true)];
    }

    private ILocalReferenceOperation? LoopVariable(IOperation value) => Unwrap(value) switch
    {
        ILocalReferenceOperation local => local,
        IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } property when IsNameOfTypedKey(property) => local,
        _ => null,
    };

    private bool IsNameOfTypedKey(IPropertyReferenceOperation reference) => reference.Property.Name == "Name" && members.IsTypedKey(reference.Property.ContainingType);

    /// <summary>Whether nothing between a loop and a statement of its body can keep an entry from the statement.</summary>
    private static bool IsReachedByAll(IOperation use, IForEachLoopOperation loop)
    {
        for (var node = use.Syntax; node is not null && node != loop.Syntax; node = node.Parent)
        {
            switch (node)
            {
                case IfStatementSyntax or SwitchStatementSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or ConditionalAccessExpressionSyntax
                    or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TryStatementSyntax or WhileStatementSyntax or ForStatementSyntax
                    or CommonForEachStatementSyntax or BinaryExpressionSyntax or AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CoalesceAssignmentExpression }
                    or CatchClauseSyntax:
                    return false;
                case BlockSyntax block when block.Statements.TakeWhile(statement => !statement.FullSpan.Contains(use.Syntax.SpanStart)).Any(CanLeave):
                    return false;
            }
        }

        return true;
    }

    private static bool CanLeave(StatementSyntax statement) =>
        statement.DescendantNodesAndSelf().Any(static node =>
            node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or GotoStatementSyntax
                or YieldStatementSyntax);

    private KeyChoice Choice(IOperation value, IOperation? place)
    {
        var keys = new List<KeyValue>();
        var isComplete = Collect(KeyOfEntry(value), place, 0, keys);
        return new(keys, isComplete);
    }

    private bool Collect(IOperation operation, IOperation? place, int depth, List<KeyValue> keys)
    {
        if (depth > MaximumDepth)
        {
            return false;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            if (constant is not string key)
            {
                return false;
            }

            keys.Add(new(key, (place ?? operation).Syntax, IsTyped: false, operation.DescendantsAndSelf().Any(IsForeign)));
            return true;
        }

        var flow = place ?? operation;
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Collect(conversion.Operand, place, depth, keys);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Collect(conditional.WhenTrue, place, depth + 1, keys) & Collect(otherwise, place, depth + 1, keys);
            case ISwitchExpressionOperation @switch:
                return @switch.Arms.Aggregate(true, (isComplete, arm) => Collect(arm.Value, place, depth + 1, keys) && isComplete);
            case ICoalesceOperation coalesce:
                return Collect(coalesce.Value, place, depth + 1, keys) & Collect(coalesce.WhenNull, place, depth + 1, keys);
            case IThrowOperation:
                return true;
            case ILocalReferenceOperation local:
                return Locals.OnlyValue(local) is { } only && Collect(only, flow, depth + 1, keys);
            case IFieldReferenceOperation field:
                return Initializers.Of(field.Field, field) is { } initial && Collect(initial, flow, depth + 1, keys);
            case IPropertyReferenceOperation { Instance: { } typed } name when IsNameOfTypedKey(name):
                return CollectTyped(typed, flow, depth + 1, keys);
            case IPropertyReferenceOperation { Instance: null } property:
                return Declared(property.Property) is { } declared
                    ? Add(keys, new(declared.Key, flow.Syntax, IsTyped: true, IsForeign: false))
                    : Initializers.Of(property.Property, property) is { } given && Collect(given, flow, depth + 1, keys);
            case IObjectCreationOperation { Arguments: [var name] } creation when members.IsTypedKey(creation.Type):
                return CollectTyped(name.Value, flow, depth + 1, keys);
            default:
                return false;
        }
    }

    private static bool Add(List<KeyValue> keys, KeyValue key)
    {
        keys.Add(key);
        return true;
    }

    private bool CollectTyped(IOperation operation, IOperation place, int depth, List<KeyValue> keys)
    {
        var typed = new List<KeyValue>();
        var isComplete = Collect(operation, place, depth, typed);
        keys.AddRange(typed.Select(static key => key with { IsTyped = true }));
        return isComplete;
    }

    private bool IsForeign(IOperation operation) =>
        operation is IFieldReferenceOperation { Field: var field } && !SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, operation.SemanticModel?.Compilation.Assembly);

    /// <summary>The option that a generated typed key stands for.</summary>
    private DeclaredOption? Declared(IPropertySymbol key) =>
        members.IsTypedKey(key.Type)
        && key.ContainingType is { Name: "Keys", ContainingType: { } group }
        && symbols.IsGroup(group)
        && GeneratedFile.IsOrigin(key)
            ? symbols.Keys(cancellationToken).Find(group, key.Name)
            : null;

    // A pair of a dictionary is told by its key.
    private static IOperation KeyOfEntry(IOperation entry) => Unwrap(entry) switch
    {
        IObjectCreationOperation { Type: INamedTypeSymbol { Name: "KeyValuePair", TypeArguments.Length: 2 }, Arguments: [var key, _] } => key.Value,
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments: [var key, _] } => key.Value,
        _ => entry,
    };

    private static bool Entries(IOperation operation, IOperation? place, int depth, List<(IOperation Value, IOperation? Place)> entries)
    {
        if (depth > MaximumDepth)
        {
            return false;
        }

        switch (operation)
        {
            case IConversionOperation conversion:
                return Entries(conversion.Operand, place, depth, entries);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues.All(Add);
            case ICollectionExpressionOperation collection:
                return collection.Elements.Aggregate(
                    true, (isComplete, element) => (element is ISpreadOperation spread ? Entries(spread.Operand, place, depth + 1, entries) : Add(element)) && isComplete);
            case IObjectCreationOperation { Initializer: { } initializer } creation:
                return initializer.Initializers.Aggregate(creation.Arguments.IsEmpty, (isComplete, item) => AddItem(item) && isComplete);
            case ILocalReferenceOperation local when Locals.OnlyValue(local) is { } only && Locals.IsOnlyRead(local):
                return Entries(only, place ?? operation, depth + 1, entries);
            case IFieldReferenceOperation field when IsFixed(field.Field.Type) && Initializers.Of(field.Field, field) is { } initial:
                return Entries(initial, place ?? operation, depth + 1, entries);
            default:
                return false;
        }

        bool Add(IOperation entry)
        {
            entries.Add((entry, place));
            return true;
        }

        bool AddItem(IOperation item) => item switch
        {
            IInvocationOperation { Arguments: [var first, ..] } => Add(first.Value),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var first, ..] } } => Add(first.Value),
            _ => false,
        };
    }

    // A field may be changed by anybody who sees it, unless its type has no way to.
    private static bool IsFixed(ITypeSymbol type) =>
        type is IArrayTypeSymbol or INamedTypeSymbol { Name: "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "IReadOnlySet" or "IReadOnlyDictionary" or "ImmutableArray" };
}
