using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage;

namespace OptionsSdk.Analyzers.Security;

/// <summary>
/// Finds credentials on their way into texts, logs and exceptions. Each read is reported once, for where it ends: a text that is logged is
/// a matter of the log.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CredentialLeakAnalyzer()
    : OptionAnalyzer(EverywhereInCode, SecurityRules.CredentialInText, SecurityRules.CredentialLogged, SecurityRules.CredentialThrown)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        var reads = new OptionReads(symbols);
        var flow = new CredentialFlow(start.Compilation);
        start.RegisterOperationAction(context => Analyze(context, reads, flow), OperationKind.PropertyReference, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, OptionReads reads, CredentialFlow flow)
    {
        if (reads.Find(context.Operation, context.CancellationToken) is not { } option || !option.Facts.Has(OptionFlags.Credential))
        {
            return;
        }

        Report(context, option, context.Operation, flow);
        foreach (var copy in Copies(context.Operation))
        {
            Report(context, option, copy, flow);
        }
    }

    private static IEnumerable<IOperation> Copies(IOperation read) =>
        Locals.InitialisedBy(CredentialFlow.Whole(read)) is { } local
            ? Locals.References(read, local).Where(copy => Locals.OnlyValue(copy) is not null)
            : [];

    private static void Report(OperationAnalysisContext context, DeclaredOption option, IOperation value, CredentialFlow flow)
    {
        var diagnostic = flow.EndOf(value) switch
        {
            CredentialEnd.Text => Diagnostic.Create(SecurityRules.CredentialInText, value.Syntax.GetLocation(), option.Key),
            CredentialEnd.Exception => Diagnostic.Create(SecurityRules.CredentialThrown, value.Syntax.GetLocation(), option.Key),
            CredentialEnd.Log => Logged("a log"),
            CredentialEnd.Console => Logged("the console"),
            CredentialEnd.Trace => Logged("a trace"),
            _ => null,
        };
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }

        Diagnostic Logged(string where) => Diagnostic.Create(SecurityRules.CredentialLogged, value.Syntax.GetLocation(), option.Key, where);
    }
}
