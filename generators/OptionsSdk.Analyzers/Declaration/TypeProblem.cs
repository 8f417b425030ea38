using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>What is wrong with a type or a part of it.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Where">The part.</param>
/// <param name="Arguments">The arguments of the message after the option's name.</param>
internal sealed record TypeProblem(DiagnosticDescriptor Rule, TypeSyntax Where, params object?[] Arguments);
