using System.Collections.Immutable;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>What a type of a user must be like, as registration sees it.</summary>
public sealed class RefusedTypeTests
{
    private static readonly Dictionary<string, Func<OptionCodec>> Types = new()
    {
        ["settable"] = static () => OptionCodecs.Of<RefusedTypes.Settable>(RefusedTypes.Json.Default),
        ["required and settable"] = static () => OptionCodecs.Of<RefusedTypes.RequiredSettable>(RefusedTypes.Json.Default),
        ["privately settable"] = static () => OptionCodecs.Of<RefusedTypes.PrivatelySettable>(RefusedTypes.Json.Default),
        ["field"] = static () => OptionCodecs.Of<RefusedTypes.WithField>(RefusedTypes.Json.Default),
        ["settable inside"] = static () => OptionCodecs.Of<RefusedTypes.Outer>(RefusedTypes.Json.Default),
        ["list"] = static () => OptionCodecs.Of<RefusedTypes.WithList>(RefusedTypes.Json.Default),
        ["list itself"] = static () => OptionCodecs.Of<List<int>>(RefusedTypes.Json.Default),
        ["read-only list"] = static () => OptionCodecs.Of<RefusedTypes.WithReadOnlyList>(RefusedTypes.Json.Default),
        ["array"] = static () => OptionCodecs.Of<RefusedTypes.WithArray>(RefusedTypes.Json.Default),
        ["set"] = static () => OptionCodecs.Of<RefusedTypes.WithSet>(RefusedTypes.Json.Default),
        ["number map"] = static () => OptionCodecs.Of<RefusedTypes.WithNumberMap>(RefusedTypes.Json.Default),
        ["DateTime"] = static () => OptionCodecs.Of<RefusedTypes.WithDateTime>(RefusedTypes.Json.Default),
        ["object"] = static () => OptionCodecs.Of<RefusedTypes.WithObject>(RefusedTypes.Json.Default),
        ["interface"] = static () => OptionCodecs.Of<RefusedTypes.WithInterface>(RefusedTypes.Json.Default),
        ["abstract"] = static () => OptionCodecs.Of<RefusedTypes.Abstract>(RefusedTypes.Json.Default),
        ["polymorphic"] = static () => OptionCodecs.Of<RefusedTypes.Polymorphic>(RefusedTypes.Json.Default),
        ["extension data"] = static () => OptionCodecs.Of<RefusedTypes.Extensible>(RefusedTypes.Json.Default),
        ["converter"] = static () => OptionCodecs.Of<RefusedTypes.WithConverter>(RefusedTypes.Json.Default),
        ["number handling"] = static () => OptionCodecs.Of<RefusedTypes.WithNumberHandling>(RefusedTypes.Json.Default),
        ["validation"] = static () => OptionCodecs.Of<RefusedTypes.WithValidation>(RefusedTypes.Json.Default),
        ["own words"] = static () => OptionCodecs.Of<RefusedTypes.WithOwnWords>(RefusedTypes.Json.Default),
        ["twins"] = static () => OptionCodecs.Of<RefusedTypes.WithTwins>(RefusedTypes.Json.Default),
        ["computed"] = static () => OptionCodecs.Of<RefusedTypes.Computed>(RefusedTypes.Json.Default),
        ["not listed"] = static () => OptionCodecs.Of<RefusedTypes.NotListed>(RefusedTypes.Json.Default),
        ["composite"] = static () => OptionCodecs.Of<ImmutableArray<int>>(RefusedTypes.Json.Default),
    };

    [Theory]
    [InlineData("settable", "The member 'X' of the type '*Settable' can be changed.")]
    [InlineData("required and settable", "The member 'X' of the type '*RequiredSettable' can be changed.")]
    [InlineData("privately settable", "The member 'X' of the type '*PrivatelySettable' can be changed.")]
    [InlineData("field", "The member 'X' of the type '*WithField' can be changed.")]
    [InlineData("settable inside", "The member 'X' of the type '*Settable' can be changed.")]
    [InlineData("list", "The collection 'System.Collections.Generic.List`1[System.Int32]' cannot be a user's type or a member of one.")]
    [InlineData("list itself", "The collection 'System.Collections.Generic.List`1[System.Int32]' cannot be a user's type or a member of one.")]
    [InlineData("read-only list", "The collection 'System.Collections.Generic.IReadOnlyList`1[System.Int32]' cannot be a user's type or a member of one.")]
    [InlineData("array", "The collection 'System.Int32[]' cannot be a user's type or a member of one.")]
    [InlineData("set", "The collection '*ImmutableHashSet`1[System.Int32]' cannot be a user's type or a member of one.")]
    [InlineData("number map", "The collection '*ImmutableDictionary`2[System.Int32,System.Int32]' cannot be a user's type or a member of one.")]
    [InlineData("DateTime", "The type 'System.DateTime' has no members that the JSON context knows, or a converter of its own.")]
    [InlineData("object", "The type 'System.Object' can be anything, so that stored JSON would choose the type of its value.")]
    [InlineData("interface", "The type 'System.IDisposable' is an interface, so that stored JSON would choose the type of its value.")]
    [InlineData("abstract", "The type '*Abstract' is abstract, so that stored JSON would choose the type of its value.")]
    [InlineData("polymorphic", "The type '*Polymorphic' is polymorphic, so that stored JSON would choose the type of its value.")]
    [InlineData("extension data", "The member 'Rest' of the type '*Extensible' collects whatever is not known.")]
    [InlineData("converter", "The member 'Level' of the type '*WithConverter' has a JSON form of its own.")]
    [InlineData("number handling", "*WithNumberHandling*")]
    [InlineData("validation", "The member 'X' of the type '*WithValidation' has validation attributes, which nothing would run.")]
    [InlineData("own words", "The JSON context writes the enumeration '*Level' in words of its own.")]
    [InlineData("twins", "The type '*WithTwins' has two members named 'VALUE', if letters are not told apart by case.")]
    [InlineData("computed", "JSON brings no member of the type '*Computed' back.")]
    [InlineData("not listed", "The type '*NotListed' is not supported, and the JSON context '*Json' does not have it.")]
    [InlineData("composite", "The type '*ImmutableArray`1[System.Int32]' is not supported.")]
    public void A_type_that_options_cannot_hold_is_refused_by_name(string type, string problem)
    {
        var exception = Assert.Throws<OptionRegistrationException>(Types[type]);
        Assert.Equal(OptionErrorIds.UnsupportedType, exception.Id);
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(problem).Replace("\\*", ".*", StringComparison.Ordinal)}$", exception.Problem);
    }

    [Fact]
    public void Every_refused_type_is_tested() =>
        Assert.Equal(Types.Count, typeof(RefusedTypeTests).GetMethod(nameof(A_type_that_options_cannot_hold_is_refused_by_name))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length);

    [Fact]
    public void A_context_gives_leaves_their_usual_codecs() => Assert.Same(OptionCodecs.Of<int>(), OptionCodecs.Of<int>(UserJson.Default));

    [Fact]
    public async Task A_type_is_registered_at_run_time_with_its_context()
    {
        await using var fixture = new ManagerFixture();
        var key = fixture.Manager.Register("rules", new Rule("a"), codec: OptionCodecs.Of<Rule>(UserJson.Default));
        await fixture.Manager.SetAsync(key, new Rule("b", 2), cancellationToken: ManagerFixture.Token);
        Assert.Equal(new Rule("b", 2), fixture.Manager.Get(key));
    }
}
