using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Rules;

/// <summary>What is wrong with a declaration of options.</summary>
internal static class DeclarationRules
{
    public static readonly DiagnosticDescriptor GroupNotPartial = new(
        "OSDK1001",
        "An option group and the types around it must be partial",
        "The class '{0}' must be partial, because the options of '{1}' are implemented in another part; add the modifier 'partial'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1001"));

    public static readonly DiagnosticDescriptor GroupShape = new(
        "OSDK1002",
        "An option group must be a class that generated code can name",
        "The option group '{0}' {1}; {2}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1002"));

    public static readonly DiagnosticDescriptor NotPartial = new(
        "OSDK1003",
        "An option must be a partial property",
        "The option property '{0}' must be partial; add the modifier 'partial'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1003"));

    public static readonly DiagnosticDescriptor NotAnOption = new(
        "OSDK1004",
        "A property of an option group is not an option",
        "The property '{0}' of the option group '{1}' is not an option, because it is not partial; make it partial, or mark it [NotAnOption]",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1004"));

    public static readonly DiagnosticDescriptor NotGetOnly = new(
        "OSDK1005",
        "An option must be a get-only property",
        "The option '{0}' {1}, but an option is read by a get accessor that the generator implements, and written by a method that can fail; write '{{ get; }}'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1005"));

    public static readonly DiagnosticDescriptor StaticOption = new(
        "OSDK1006",
        "An option must not be static",
        "The option '{0}' must not be static, because every manager has its own values; remove the modifier 'static'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1006"));

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "OSDK1007",
        "The type of an option is not supported",
        "The option '{0}' has the type '{1}', which {2}; {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1007"));

    public static readonly DiagnosticDescriptor MutableType = new(
        "OSDK1008",
        "The type of an option is mutable",
        "The option '{0}' has the mutable type '{1}'; use '{2}', because a value is shared by all readers",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1008"));

    public static readonly DiagnosticDescriptor NullableReference = new(
        "OSDK1009",
        "An option must not have a nullable reference type",
        "The option '{0}' has the nullable reference type '{1}', but its question mark does not exist at run time and no stored value means null; use '{2}'{3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1009"));

    public static readonly DiagnosticDescriptor AliasedComposite = new(
        "OSDK1010",
        "The type of an option is a composite behind an alias",
        "The option '{0}' has the type '{1}', an alias of the composite '{2}'; spell the composite at the property, because its codec is put together from what is spelled there",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1010"));

    public static readonly DiagnosticDescriptor MissingDefault = new(
        "OSDK1011",
        "An option whose type has no empty value needs a default",
        "The option '{0}' needs a default, because the type '{1}' has no obvious empty value; add an initializer",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1011"));

    public static readonly DiagnosticDescriptor DefaultBreaksRule = new(
        "OSDK1012",
        "The default of an option breaks its own rules",
        "The default of the option '{0}' {1}; change the default or the rule",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1012"));

    public static readonly DiagnosticDescriptor RuleDoesNotApply = new(
        "OSDK1013",
        "A validation attribute cannot apply to the type of its option",
        "[{0}] cannot apply to the option '{1}' of type '{2}': {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1013"));

    public static readonly DiagnosticDescriptor UnsupportedRule = new(
        "OSDK1014",
        "A validation attribute is not supported for options",
        "[{0}] of the option '{1}' {2}; use {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1014"));

    public static readonly DiagnosticDescriptor InvalidRule = new(
        "OSDK1015",
        "The arguments of a validation attribute are not valid",
        "[{0}] of the option '{1}' is not valid: {2}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1015"));

    public static readonly DiagnosticDescriptor InvalidPattern = new(
        "OSDK1016",
        "The pattern of an option is not a regular expression that is safe to run",
        "The pattern of the option '{0}' {1}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1016"));

    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "OSDK1017",
        "A key is declared twice",
        "The key '{0}' is declared by '{1}' as well; give one of them another key",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1017"));

    public static readonly DiagnosticDescriptor InvalidKey = new(
        "OSDK1018",
        "A key does not follow the grammar",
        "The key '{0}' {1}; a key has 1 to 128 characters, first a-z or 0-9, then also '.', '_', ':' and '-'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1018"));

    public static readonly DiagnosticDescriptor ContradictingFlags = new(
        "OSDK1019",
        "The flags of an option contradict each other",
        "The flags {1} and {2} of the option '{0}' contradict each other: {3}; remove one of them",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1019"));

    public static readonly DiagnosticDescriptor FlagsDoNotFit = new(
        "OSDK1020",
        "The flags of an option do not fit its type",
        "The flag {0} does not fit the option '{1}' of type '{2}'; {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1020"));

    public static readonly DiagnosticDescriptor UndecidedFlags = new(
        "OSDK1021",
        "The flags of an option must be spelled as members of OptionFlags",
        "The flags of the option '{0}' {1}; {2}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1021"));

    public static readonly DiagnosticDescriptor OptionInOtherPart = new(
        "OSDK1022",
        "An option is declared in a part without [OptionGroup]",
        "The option '{0}' must stand in the part of '{1}' that carries [OptionGroup]; move it there",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1022"));

    public static readonly DiagnosticDescriptor SimilarKey = new(
        "OSDK1023",
        "Two keys differ only by case or separators",
        "The key '{0}' differs from '{1}' of '{2}' only by case or separators, which people confuse; rename one of them",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1023"));

    public static readonly DiagnosticDescriptor NameTaken = new(
        "OSDK1024",
        "A member takes the name of a generated one",
        "The member '{0}' takes the name of the generated {1} of '{2}', which is therefore missing; rename the member",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1024"));

    public static readonly DiagnosticDescriptor MissingSummary = new(
        "OSDK1025",
        "A public option has no summary",
        "The option '{0}' has no summary; describe it, because its description is shown where people set it",
        RuleCategory.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1025"));

    public static readonly DiagnosticDescriptor HookSignature = new(
        "OSDK1026",
        "A validation hook has the wrong signature",
        "The method '{0}' checks nothing, because it is not the validation hook of the option '{1}'; declare 'static partial void {0}({2} value, ref string? error)'",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1026"));

    public static readonly DiagnosticDescriptor AmbientDefault = new(
        "OSDK1027",
        "The default of an option depends on the moment or the machine",
        "The default of the option '{0}' reads '{1}', which differs from process to process; use a constant, or settings",
        RuleCategory.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1027"));

    public static readonly DiagnosticDescriptor EmptyGroup = new(
        "OSDK1028",
        "An option group has no options",
        "The option group '{0}' has no options; add partial get-only properties, or remove [OptionGroup]",
        RuleCategory.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1028"));

    public static readonly DiagnosticDescriptor MissingJsonContext = new(
        "OSDK1029",
        "A type of your own needs a JSON context",
        "The option '{0}' has the type '{1}' of your own; name a JsonSerializerContext that has [JsonSerializable(typeof({1}))] on the group: [OptionGroup(JsonContext = typeof(…))]",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1029"));

    public static readonly DiagnosticDescriptor TypeNotInJsonContext = new(
        "OSDK1030",
        "The JSON context of a group does not have the type of an option",
        "The option '{0}' has the type '{1}', but the JSON context '{2}' {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1030"));

    public static readonly DiagnosticDescriptor OpenUserType = new(
        "OSDK1031",
        "The type of an option must be one closed type",
        "The option '{0}' holds the type '{1}', which {2}, so that stored JSON would choose the type of its value; use one type whose members say what it may be, or JsonElement",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1031"));

    public static readonly DiagnosticDescriptor MutableUserType = new(
        "OSDK1032",
        "The type of an option has a member that can be changed",
        "The option '{0}' holds '{1}', which {2}; {3}, because a value is shared by all readers",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1032"));

    public static readonly DiagnosticDescriptor UnsupportedMember = new(
        "OSDK1033",
        "The type of an option has a member that options cannot hold",
        "The option '{0}' holds '{1}', which {2}; {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1033"));

    public static readonly DiagnosticDescriptor LostMemberDefault = new(
        "OSDK1034",
        "The type of an option has a default that stored values lose",
        "The option '{0}' holds '{1}', which {2}; {3}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1034"));

    public static readonly DiagnosticDescriptor InvalidStaleness = new(
        "OSDK1035",
        "The limit of an option's staleness is no positive duration",
        "The limit of [MaxStaleness] of the option '{0}' must be a positive duration such as 00:05:00",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1035"));

    public static readonly DiagnosticDescriptor ContradictingStaleness = new(
        "OSDK1036",
        "The limit of an option's staleness means nothing for the option",
        "[MaxStaleness] of the option '{0}' {1}",
        RuleCategory.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink("OSDK1036"));
}
