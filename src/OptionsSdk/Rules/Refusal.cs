namespace OptionsSdk.Rules;

/// <summary>
/// Phrases the words of a user - a declared message, what a check of a group says - as an error: a sentence without its subject, as all
/// errors of rules and codecs are, because what they are put into begins with a subject and ends with a full stop.
/// </summary>
internal static class Refusal
{
    /// <summary>The error that says the user's words.</summary>
    /// <param name="words">The words: a whole sentence, part of one, or nothing at all.</param>
    public static string Of(string words)
    {
        var sentence = words.AsSpan().Trim().TrimEnd(".!").TrimEnd();
        return sentence.IsEmpty ? "is refused" : $"is refused: {sentence}";
    }
}
