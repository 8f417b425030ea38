using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Rules;

/// <summary>How declarations differ from the lock file of the project.</summary>
internal static class LockRules
{
    public static readonly DiagnosticDescriptor LockedKeyRemoved = new(
        "OSDK1101",
        "A locked key is not declared any more",
        "The key '{0}' of options.lock.json is not declared any more, while stored values of it may exist; declare it again, or state [assembly: RetiredOption(\"{0}\")]",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1101"));

    public static readonly DiagnosticDescriptor RetiredKeyReused = new(
        "OSDK1102",
        "A retired key is declared again",
        "The key '{0}' was retired, so that old stored values may meet the new declaration; use another key",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1102"));

    public static readonly DiagnosticDescriptor LockedTypeChanged = new(
        "OSDK1103",
        "The type of a locked key has changed",
        "The type of the option '{0}' has changed from '{1}' to '{2}', which stored values may not survive: {3}; give the new option another key, or run 'dotnet build -t:UpdateOptionsLock' if no value is stored",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1103"));

    public static readonly DiagnosticDescriptor LockedDefaultChanged = new(
        "OSDK1104",
        "The default of a locked key has changed",
        "The default of the option '{0}' has changed from {1} to {2}; run 'dotnet build -t:UpdateOptionsLock' if this is meant",
        RuleCategory.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1104"));

    public static readonly DiagnosticDescriptor LockedFlagsChanged = new(
        "OSDK1105",
        "Where the value of a locked key may come from or go to has changed",
        "The option '{0}' {1}; run 'dotnet build -t:UpdateOptionsLock' if this is meant",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1105"));

    public static readonly DiagnosticDescriptor KeyNotLocked = new(
        "OSDK1106",
        "A declared key is not in the lock file",
        "The key '{0}' is not in options.lock.json; run 'dotnet build -t:UpdateOptionsLock'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1106"));

    public static readonly DiagnosticDescriptor InvalidLockFile = new(
        "OSDK1107",
        "The lock file cannot be read",
        "options.lock.json cannot be read, because {0}; {1}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1107"));

    public static readonly DiagnosticDescriptor LockFileBehind = new(
        "OSDK1108",
        "The lock file is behind a declaration",
        "The option '{0}' {1}, which stored values survive, but options.lock.json does not know it yet; run 'dotnet build -t:UpdateOptionsLock'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1108"));
}
