namespace OptionsSdk;

/// <summary>One thing that a diagnosis found. Never holds a value.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Problem">What was found, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
public sealed record DiagnosisFinding(DiagnosisSeverity Severity, string Problem, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Severity}: {Problem} {Remedy}";
}
