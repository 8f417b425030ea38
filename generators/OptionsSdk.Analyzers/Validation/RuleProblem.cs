using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>What is wrong with a validation attribute.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Where">The attribute, or the argument at fault; null where the option is declared in a reference.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal sealed record RuleProblem(DiagnosticDescriptor Rule, SyntaxNode? Where, params object?[] Arguments);
