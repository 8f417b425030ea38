using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>A flags expression: its text, and the members that its syntax names.</summary>
/// <param name="Expression">The text.</param>
/// <param name="Members">The members; null where the syntax does not decide the value.</param>
internal sealed record FlagsExpression(string Expression, IReadOnlyList<string>? Members)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "None",
        "Default",
        "Immutable",
        "NoStore",
        "StoreOnly",
        "Required",
        "PrioritizeDisk",
        "AllowEmpty",
        "Credential",
        "AdminModifiable",
        "Rate",
        "Bool",
        "AutomatorModifiable",
        "Scalar",
        "ModifiableRate",
        "ModifiableBool",
        "ModifiableScalar",
    };

    public static FlagsExpression Default { get; } = new("global::OptionsSdk.OptionFlags.Default", []);

    /// <summary>The names of all members of the runtime's OptionFlags; a test keeps them equal.</summary>
    public static IEnumerable<string> KnownMembers => Known;

    public bool IsDecided => Members is not null;

    public static FlagsExpression Of(ExpressionSyntax expression)
    {
        var members = new List<string>();
        return new(OneLine.Text(expression), Collect(expression, members) ? members : null);
    }

    /// <summary>Whether an expression can only be flags: every operand is a known member, or an operator that texts do not have.</summary>
    public static bool IsFlags(ExpressionSyntax expression) =>
        Collect(expression, [])
        || Unwrap(expression) is CastExpressionSyntax or PrefixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression or (int)SyntaxKind.BitwiseAndExpression or (int)SyntaxKind.ExclusiveOrExpression };

    public bool Has(string member) => Members is not null && Members.Contains(member);

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax parenthesized ? Unwrap(parenthesized.Expression) : expression;

    private static bool Collect(ExpressionSyntax expression, List<string> members)
    {
        switch (Unwrap(expression))
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or:
                return Collect(or.Left, members) & Collect(or.Right, members);
            case MemberAccessExpressionSyntax access:
                return Add(access.Name, members);
            case IdentifierNameSyntax name:
                return Add(name, members);
            default:
                return false;
        }
    }

    private static bool Add(SimpleNameSyntax name, List<string> members)
    {
        if (!Known.Contains(name.Identifier.ValueText))
        {
            return false;
        }

        members.Add(name.Identifier.ValueText);
        return true;
    }
}
