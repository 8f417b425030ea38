namespace OptionsSdk.CodeFixes.Tests.Declaration;

/// <summary>OSDK1030.</summary>
public sealed class JsonContextTests
{
    private const string Body =
        """
        {
            public static MailJson Default { get; } = new();
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;

    private const string Types =
        """
        namespace Acme.Types;

        public sealed record Relay(string Host);
        public sealed record Page<T>(ImmutableArray<T> Items);
        """;

    [Fact]
    public Task A_type_is_added_to_the_context_in_another_file_once() => FixTest.Of(
        """
        using Acme.Types;

        [OptionGroup("mail", JsonContext = typeof(MailJson))]
        public partial class MailOptions
        {
            public partial ImmutableArray<Relay> A { get; }
            public partial Relay B { get; } = new("b");
            public partial IReadOnlyList<Page<int>> C { get; }
        }
        """,
        $$"""
        using System.Text.Json.Serialization;

        /// <summary>JSON of mail.</summary>
        [JsonSerializable(typeof(int))] // Why.
        public sealed class MailJson() : JsonSerializerContext(null)
        {{Body}}
        """,
        Types).AllBecomeAsync("OSDK1030", "AddToJsonContext",
        """
        using Acme.Types;

        [OptionGroup("mail", JsonContext = typeof(MailJson))]
        public partial class MailOptions
        {
            public partial ImmutableArray<Relay> A { get; }
            public partial Relay B { get; } = new("b");
            public partial IReadOnlyList<Page<int>> C { get; }
        }
        """,
        $$"""
        using System.Text.Json.Serialization;
        using Acme.Types;

        /// <summary>JSON of mail.</summary>
        [JsonSerializable(typeof(int))] // Why.
        [JsonSerializable(typeof(Relay))]
        [JsonSerializable(typeof(Page<int>))]
        public sealed class MailJson() : JsonSerializerContext(null)
        {{Body}}
        """,
        Types);

    [Fact]
    public Task What_is_no_context_is_left_to_people() => FixTest.Of(
        """
        public sealed record Relay(string Host);

        [OptionGroup("mail", JsonContext = typeof(Relay))]
        public partial class MailOptions
        {
            public partial ImmutableArray<Relay> A { get; }
        }
        """).HasNoFixAsync("OSDK1030");
}
