using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Declaration.Validation;

/// <summary>What is wrong with a validation attribute.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Where">The attribute, or the argument at fault.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal sealed record RuleProblem(DiagnosticDescriptor Rule, SyntaxNode Where, params object?[] Arguments);
