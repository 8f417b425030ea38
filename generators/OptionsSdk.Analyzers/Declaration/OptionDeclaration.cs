using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>One option as its declaration tells it: by its syntax, as the generator reads it, and as the compiler binds it.</summary>
internal sealed class OptionDeclaration
{
    private readonly Lazy<TypeProblem?> _typeProblem;
    private IReadOnlyList<BoundRule>? _rules;

    public OptionDeclaration(GroupPart part, PropertyDeclarationSyntax property, IPropertySymbol symbol)
    {
        Part = part;
        Property = property;
        Symbol = symbol;
        (KeyExpression, FlagsExpression) = OptionArguments.Read(OptionProperty.Attributes(property));
        Key = KeyExpression is null ? DerivedKey() : part.Model.GetConstantValue(KeyExpression, part.CancellationToken).Value as string;
        Flags = FindFlags();
        _typeProblem = new(() => TypeRule.FindProblem(property.Type, symbol.Type, part.JsonContext));
    }

    public GroupPart Part { get; }

    public PropertyDeclarationSyntax Property { get; }

    public IPropertySymbol Symbol { get; }

    public ITypeSymbol Type => Symbol.Type;

    /// <summary>Why options cannot hold the type, if they cannot.</summary>
    public TypeProblem? TypeProblem => _typeProblem.Value;

    /// <summary>The type in messages.</summary>
    public string TypeName => Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>The expression that the generator takes for the key.</summary>
    public ExpressionSyntax? KeyExpression { get; }

    /// <summary>The expression that the generator takes for the flags.</summary>
    public ExpressionSyntax? FlagsExpression { get; }

    /// <summary>The key; null where it is not a constant text.</summary>
    public string? Key { get; }

    /// <summary>The flags; null where syntax and compiler do not agree on them.</summary>
    public OptionFlags? Flags { get; }

    /// <summary>How messages call the option.</summary>
    public string Name => Key ?? Symbol.Name;

    /// <summary>The default's expression.</summary>
    public ExpressionSyntax? Default => Property.Initializer?.Value;

    /// <summary>What the validation attributes mean for this option.</summary>
    public IReadOnlyList<BoundRule> Rules => _rules ??= DeclaredRules.Bind(this);

    /// <summary>The attributes of the property in source order, each with what the compiler makes of it.</summary>
    public IEnumerable<(AttributeSyntax Syntax, AttributeData Data)> Attributes
    {
        get
        {
            foreach (var data in Symbol.GetAttributes())
            {
                if (data.ApplicationSyntaxReference?.GetSyntax(Part.CancellationToken) is AttributeSyntax syntax)
                {
                    yield return (syntax, data);
                }
            }
        }
    }

    public bool Has(OptionFlags flag) => (Flags & flag) is not null and not OptionFlags.None;

    public void Report(DiagnosticDescriptor rule, Location location, params object?[] arguments) =>
        Part.Report(rule, location, [Name, .. arguments]);

    public void Report(DiagnosticDescriptor rule, SyntaxNode node, params object?[] arguments) => Report(rule, node.GetLocation(), arguments);

    private string? DerivedKey() => Part.Name switch
    {
        null => null,
        "" => KebabCase.Of(Symbol.Name),
        var name => $"{name}.{KebabCase.Of(Symbol.Name)}",
    };

    private OptionFlags? FindFlags()
    {
        if (FlagsExpression is null)
        {
            return OptionFlags.Default;
        }

        return SpelledFlags.Of(FlagsExpression) is { } spelled && Part.Model.GetConstantValue(FlagsExpression, Part.CancellationToken).Value is int bits && (int)spelled == bits
            ? spelled
            : null;
    }
}
