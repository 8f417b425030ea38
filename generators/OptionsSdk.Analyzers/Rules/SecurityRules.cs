using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Rules;

/// <summary>What would give a secret away.</summary>
internal static class SecurityRules
{
    public static readonly DiagnosticDescriptor CredentialInText = new(
        "OSDK3001",
        "A credential becomes part of a text",
        "The credential '{0}' becomes part of a text, which soon ends up in a log; leave it out",
        RuleCategory.Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK3001"));

    public static readonly DiagnosticDescriptor CredentialLogged = new(
        "OSDK3002",
        "A credential is logged",
        "The credential '{0}' is written to {1}; leave it out",
        RuleCategory.Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK3002"));

    public static readonly DiagnosticDescriptor CredentialThrown = new(
        "OSDK3003",
        "A credential becomes part of an exception",
        "The credential '{0}' becomes part of an exception, which is logged and shown; leave it out",
        RuleCategory.Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK3003"));

    public static readonly DiagnosticDescriptor CredentialInCode = new(
        "OSDK3004",
        "A credential stands in the source code",
        "The value of the credential '{0}' stands in the source code; leave the default empty and set it at run time",
        RuleCategory.Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK3004"));
}
