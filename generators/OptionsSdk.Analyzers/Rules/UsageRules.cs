using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Rules;

/// <summary>What is wrong with a use of options.</summary>
internal static class UsageRules
{
    public static readonly DiagnosticDescriptor WriteToImmutable = new(
        "OSDK2001",
        "An immutable option is written",
        "The option '{0}' of '{1}' is immutable: it is set at deployment and every write fails; remove this write, or the flag Immutable",
        RuleCategory.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2001"));

    public static readonly DiagnosticDescriptor WriteToNoStore = new(
        "OSDK2002",
        "An option that is never stored is written",
        "The option '{0}' of '{1}' is never stored (NoStore) and every write fails; remove this write, or the flag NoStore",
        RuleCategory.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2002"));

    public static readonly DiagnosticDescriptor PossibleForbiddenWrite = new(
        "OSDK2003",
        "An option that cannot be written may be written on some path",
        "The option '{0}' of '{1}' is {2}, so that this write fails when the key is '{0}'; leave this key out",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2003"));

    public static readonly DiagnosticDescriptor ForgoneAnswer = new(
        "OSDK2004",
        "Asking whether the option can be written always gives the same answer",
        "The option '{0}' of '{1}' is {2} and can never be written; remove the question",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2004"));

    public static readonly DiagnosticDescriptor RegisterDeclaredKey = new(
        "OSDK2005",
        "A declared key is registered again",
        "The key '{0}' is declared by '{1}' already, so that registering it fails; use its typed key, or another key",
        RuleCategory.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2005"));

    public static readonly DiagnosticDescriptor UnknownKey = new(
        "OSDK2006",
        "No option has this key",
        "No option is declared with the key '{0}'{1}",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2006"));

    public static readonly DiagnosticDescriptor ValueTypeMismatch = new(
        "OSDK2007",
        "The type does not fit the option",
        "The option '{0}' of '{1}' has the type '{2}', not '{3}'; use '{2}'",
        RuleCategory.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2007"));

    public static readonly DiagnosticDescriptor ChannelNotAllowed = new(
        "OSDK2008",
        "The channel may never write the option",
        "The channel {0} may not write the option '{1}' of '{2}'; write through another channel, or add the flag {3}",
        RuleCategory.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2008"));

    public static readonly DiagnosticDescriptor ValueBreaksRule = new(
        "OSDK2009",
        "A constant breaks the rules of the option that it is written to",
        "The value of the option '{0}' {1}",
        RuleCategory.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2009"));

    public static readonly DiagnosticDescriptor WriteNotAwaited = new(
        "OSDK2010",
        "A write is not awaited",
        "The write of {0} is not awaited, so that nobody sees whether it succeeds; await it, or discard its task on purpose",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2010"));

    public static readonly DiagnosticDescriptor BlockingWrite = new(
        "OSDK2011",
        "A write is waited for by blocking the thread",
        "The write of {0} blocks the thread until a database has answered; await it",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2011"));

    public static readonly DiagnosticDescriptor UseTypedKey = new(
        "OSDK2012",
        "A typed key exists",
        "The key '{0}' is declared by '{1}'; use '{2}', which the compiler checks",
        RuleCategory.Usage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2012"));

    public static readonly DiagnosticDescriptor FrozenValue = new(
        "OSDK2013",
        "The value of an option is captured once",
        "The {0} is read once and then never changes here; read '{1}' where it is used, or watch the option",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2013"));

    public static readonly DiagnosticDescriptor OverrideNotDisposed = new(
        "OSDK2014",
        "An override is never disposed",
        "The override of {0} is never taken back, so that everything after it in the same flow sees it; put it into a using statement",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2014"));

    public static readonly DiagnosticDescriptor SettingsRead = new(
        "OSDK2015",
        "A declared option is read from settings directly",
        "The setting '{0}' belongs to the option '{1}', whose stored value and default this read does not see; read '{2}' instead",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2015"));

    public static readonly DiagnosticDescriptor UnboundGroup = new(
        "OSDK2016",
        "An option group is made by hand",
        "The group '{0}' made here belongs to no manager and always shows defaults; take it from dependency injection or from OptionManager.Group<{0}>()",
        RuleCategory.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK2016"));
}
