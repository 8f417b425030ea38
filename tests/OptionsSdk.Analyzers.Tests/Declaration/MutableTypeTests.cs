namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1008.</summary>
public sealed class MutableTypeTests
{
    [Theory]
    [InlineData("public partial {|OSDK1008:List<string>|} Value { get; } = [];")]
    [InlineData("public partial {|OSDK1008:int[]|} Value { get; } = [];")]
    [InlineData("public partial {|OSDK1008:IList<int>|} Value { get; } = [];")]
    [InlineData("public partial {|OSDK1008:HashSet<int>|} Value { get; } = [];")]
    [InlineData("public partial {|OSDK1008:Dictionary<string, int>|} Value { get; } = [];")]
    [InlineData("public partial {|OSDK1008:IDictionary<string, int>|} Value { get; }")]
    [InlineData("public partial {|OSDK1008:System.Text.Json.Nodes.JsonObject|} Value { get; }")]
    [InlineData("public partial IReadOnlyList<{|OSDK1008:List<int>|}> Value { get; }")]
    [InlineData("public partial {|OSDK1008:List<int>|}? Value { get; }")]
    public Task A_mutable_type_is_found_where_it_is_spelled(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("public partial ImmutableArray<string> Value { get; } = [];")]
    [InlineData("public partial IReadOnlyDictionary<string, int> Value { get; } = new Dictionary<string, int>();")]
    [InlineData("[NotAnOption] public List<int> Value { get; } = [];")]
    public Task An_immutable_type_is_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task A_type_of_the_same_name_elsewhere_is_not_that_collection() => AnalyzerTest.Of(
        """
        namespace Acme { public sealed class List<T>; }
        namespace Other { [OptionGroup("mail")] public partial class MailOptions { public partial {|OSDK1029:Acme.List<int>|} Value { get; } } }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_and_the_immutable_replacement_down_to_its_parts() => Assert.Equal(
        [
            "The option 'mail.hosts' has the mutable type 'List<string>'; use 'ImmutableArray<string>', because a value is shared by all readers",
            "The option 'mail.quotas' has the mutable type 'Dictionary<string, List<int[]>>'; use 'IReadOnlyDictionary<string, ImmutableArray<ImmutableArray<int>>>', because a value is shared by all readers",
        ],
        await Group.With(
            """
            public partial {|OSDK1008:List<string>|} Hosts { get; }
            public partial {|OSDK1008:Dictionary<string, List<int[]>>|} Quotas { get; }
            """).MessagesAsync());
}
