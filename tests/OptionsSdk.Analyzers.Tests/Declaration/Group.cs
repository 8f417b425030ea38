namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>Programs of one group.</summary>
internal static class Group
{
    /// <summary>A group named mail with these members, and other source around it.</summary>
    public static AnalyzerTest With(string members, string around = "") => AnalyzerTest.Of(Source(members, around));

    public static string Source(string members, string around = "") =>
        $$"""
        {{around}}

        /// <summary>Outgoing mail.</summary>
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            {{members}}
        }
        """;
}
