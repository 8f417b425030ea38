namespace OptionsSdk.Generators.Model;

/// <summary>One group: everything its generated file says.</summary>
/// <param name="HintName">The generated file's name without extension.</param>
/// <param name="FullName">The class from the global namespace, <c>global::Acme.MailOptions</c>.</param>
/// <param name="Name">The class's name as spelled.</param>
/// <param name="Scopes">The levels around the class, outermost first.</param>
/// <param name="NameExpression">The group's name where it is more than a literal.</param>
/// <param name="Prefix">What generated private names begin with; none of the user's members does.</param>
/// <param name="ConstructorChain">What the generated constructor chains to, if anything.</param>
/// <param name="HasKeys">Whether the user's members leave room for <c>Keys</c>.</param>
/// <param name="HasSnapshot">Whether they leave room for <c>Snapshot()</c>.</param>
/// <param name="ReadsObsolete">Whether an option is obsolete, so that reading its default needs an obsolete place.</param>
/// <param name="IsForbidden">Whether naming the class is an error (<c>[Obsolete(…, true)]</c>), so that neither manifest nor registry may.</param>
/// <param name="Options">The options in the order of their ordinals.</param>
internal sealed record GroupModel(
    string HintName,
    string FullName,
    string Name,
    EquatableArray<ScopeModel> Scopes,
    string? NameExpression,
    string Prefix,
    string? ConstructorChain,
    bool HasKeys,
    bool HasSnapshot,
    bool ReadsObsolete,
    bool IsForbidden,
    EquatableArray<OptionModel> Options);
