namespace OptionsSdk.Errors;

/// <summary>
/// The base of all run-time errors: a stable id, the option's key, what went wrong, the rule that says so and what to do about it.
/// Messages never contain the value of a credential.
/// </summary>
public abstract class OptionException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="id">The stable id, one of <see cref="OptionErrorIds"/>.</param>
    /// <param name="key">The option's key, or <see langword="null"/> where no single option is concerned.</param>
    /// <param name="problem">What went wrong, as a sentence.</param>
    /// <param name="rule">The rule that forbids it, as a sentence.</param>
    /// <param name="remedy">What to do about it, as a sentence.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    protected OptionException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(Compose(id, key, problem, rule, remedy), innerException)
    {
        Id = id;
        Key = key;
        Problem = problem;
        Rule = rule;
        Remedy = remedy;
    }

    /// <summary>The stable id, one of <see cref="OptionErrorIds"/>.</summary>
    public string Id { get; }

    /// <summary>The option's key, or <see langword="null"/> where no single option is concerned.</summary>
    public string? Key { get; }

    /// <summary>What went wrong.</summary>
    public string Problem { get; }

    /// <summary>The rule that forbids it.</summary>
    public string Rule { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    private static string Compose(string id, string? key, string problem, string rule, string remedy) =>
        key is null ? $"{id}: {problem} {rule} {remedy}" : $"{id}: Option '{key}': {problem} {rule} {remedy}";
}
