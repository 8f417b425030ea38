using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>Finds what is wrong with declarations of options: looks at every part of a group once and lets each rule judge it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GroupAnalyzer() : OptionAnalyzer(
    WrittenByPeople,
    DeclarationRules.GroupNotPartial,
    DeclarationRules.GroupShape,
    DeclarationRules.NotPartial,
    DeclarationRules.NotAnOption,
    DeclarationRules.NotGetOnly,
    DeclarationRules.StaticOption,
    DeclarationRules.UnsupportedType,
    DeclarationRules.MutableType,
    DeclarationRules.NullableReference,
    DeclarationRules.AliasedComposite,
    DeclarationRules.MissingDefault,
    DeclarationRules.DefaultBreaksRule,
    DeclarationRules.RuleDoesNotApply,
    DeclarationRules.UnsupportedRule,
    DeclarationRules.InvalidRule,
    DeclarationRules.InvalidPattern,
    DeclarationRules.DuplicateKey,
    DeclarationRules.InvalidKey,
    DeclarationRules.ContradictingFlags,
    DeclarationRules.FlagsDoNotFit,
    DeclarationRules.UndecidedFlags,
    DeclarationRules.OptionInOtherPart,
    DeclarationRules.SimilarKey,
    DeclarationRules.NameTaken,
    DeclarationRules.MissingSummary,
    DeclarationRules.HookSignature,
    DeclarationRules.AmbientDefault,
    DeclarationRules.EmptyGroup,
    DeclarationRules.MissingJsonContext,
    DeclarationRules.TypeNotInJsonContext,
    DeclarationRules.OpenUserType,
    DeclarationRules.MutableUserType,
    DeclarationRules.UnsupportedMember,
    DeclarationRules.LostMemberDefault,
    DeclarationRules.InvalidStaleness,
    DeclarationRules.ContradictingStaleness)
{
    private static readonly Action<GroupPart>[] RulesOfEveryPart = [NameTakenRule.Check, HookSignatureRule.Check];

    private static readonly Action<GroupPart>[] RulesOfOtherParts = [OtherPartRule.Check];

    private static readonly Action<GroupPart>[] RulesOfTheMarkedPart =
    [
        PartialGroupRule.Check,
        GroupShapeRule.Check,
        GroupNameRule.Check,
        PropertyShapeRule.Check,
        EmptyGroupRule.Check,
    ];

    private static readonly Action<OptionDeclaration>[] RulesOfOptions =
    [
        KeyGrammarRule.Check,
        KeyClashRule.Check,
        FlagSpellingRule.Check,
        FlagRule.Check,
        TypeRule.Check,
        MissingDefaultRule.Check,
        DefaultRule.Check,
        AmbientDefaultRule.Check,
        ValidationRule.Check,
        StalenessRule.Check,
        SummaryRule.Check,
    ];

    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols) =>
        start.RegisterSyntaxNodeAction(context => Analyze(context, symbols), SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);

    private static void Analyze(SyntaxNodeAnalysisContext context, OptionSymbols symbols)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        if (!MayBePart(declaration) || GroupPart.Find(context, declaration, symbols) is not { } part)
        {
            return;
        }

        Run(RulesOfEveryPart, part);
        if (!part.IsMarked)
        {
            Run(RulesOfOtherParts, part);
            return;
        }

        Run(RulesOfTheMarkedPart, part);
        foreach (var option in part.Options)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Run(RulesOfOptions, option);
        }
    }

    // Nearly every class is dismissed here, before the compiler is asked anything.
    private static bool MayBePart(TypeDeclarationSyntax declaration) =>
        declaration.AttributeLists.Count > 0
        || (declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && declaration.Members.Any(MayMatter));

    private static bool MayMatter(MemberDeclarationSyntax member) =>
        member is PropertyDeclarationSyntax property && (property.AttributeLists.Count > 0 || property.Modifiers.Any(SyntaxKind.PartialKeyword))
        || MemberNames.Of(member).Any(static name => NameTakenRule.MayTake(name.ValueText) || HookSignatureRule.MayBeHook(name.ValueText));

    private static void Run<T>(Action<T>[] rules, T subject)
    {
        foreach (var check in rules)
        {
            check(subject);
        }
    }
}
