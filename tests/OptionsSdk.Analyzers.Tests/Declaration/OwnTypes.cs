namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>Programs of one group with a JSON context, written by hand as far as its generator would write it.</summary>
internal static class OwnTypes
{
    /// <summary>A group with this option and a context that lists these types.</summary>
    public static AnalyzerTest With(string option, string types, params string[] listed) => AnalyzerTest.Of(
        $$"""
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;

        {{types}}

        {{string.Join('\n', listed.Select(static type => $"[JsonSerializable(typeof({type}))]"))}}
        public sealed class MailJson() : JsonSerializerContext(null)
        {
            public static MailJson Default { get; } = new();
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }

        public static class Make { public static T Of<T>() => throw new NotSupportedException(); }

        /// <summary>Outgoing mail.</summary>
        [OptionGroup("mail", JsonContext = typeof(MailJson))]
        public sealed partial class MailOptions
        {
            {{option}}
        }
        """);

    /// <summary>A group with an option of the type <c>Relay</c>, which these members make.</summary>
    public static AnalyzerTest Relay(string relay, string rule) => With($"public partial {(rule.Length == 0 ? "Relay" : $"{{|{rule}:Relay|}}")} Relay {{ get; }} = Make.Of<Relay>();", relay, "Relay");
}
