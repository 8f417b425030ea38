using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Rules;

/// <summary>Makes descriptors. Severity states certainty: an error is always wrong, a warning nearly always, information is advice.</summary>
internal static class Rule
{
    private const string Pages = "https://github.com/OptionsSdk/OptionsSdk/blob/main/generators/docs/rules/";

    public static string HelpLink(string id) => $"{Pages}{id}.md";
}
