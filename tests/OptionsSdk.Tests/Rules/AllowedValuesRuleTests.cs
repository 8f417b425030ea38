using System.Collections.Immutable;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using OptionsSdk.Rules;
using OptionsSdk.Tests.Codecs;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Rules;

public sealed class AllowedValuesRuleTests
{
    private static readonly OptionCodec<int> Number = Find.For(default(Tag<int>));
    private static readonly OptionCodec<string> Text = Find.For(default(Tag<string>));

    [Fact]
    public void Only_listed_texts_pass()
    {
        var rule = new AllowedValuesRule("eu", "us");

        Assert.Null(RuleCheck.Of(rule, Text, "eu"));
        Assert.Equal("must be one of eu, us", RuleCheck.Of(rule, Text, "EU"));
        Assert.NotNull(RuleCheck.Of(rule, Text, string.Empty));
    }

    [Fact]
    public void Listed_values_are_read_as_values_of_the_type()
    {
        Assert.Null(RuleCheck.Of(new AllowedValuesRule(5, 7), Find.For(default(Tag<byte>)), (byte)7));
        Assert.NotNull(RuleCheck.Of(new AllowedValuesRule(5, 7), Find.For(default(Tag<byte>)), (byte)6));
        Assert.Null(RuleCheck.Of(new AllowedValuesRule(0.5), Find.For(default(Tag<decimal>)), 0.50m));
        Assert.Null(RuleCheck.Of(new AllowedValuesRule("00:00:30"), Find.For(default(Tag<TimeSpan>)), TimeSpan.FromSeconds(30)));
        Assert.Null(RuleCheck.Of(new AllowedValuesRule(Shade.Light, "Grey"), Find.For(default(Tag<Shade>)), Shade.Gray));
        Assert.NotNull(RuleCheck.Of(new AllowedValuesRule(Shade.Light, "Grey"), Find.For(default(Tag<Shade>)), Shade.Dark));
        Assert.Null(RuleCheck.Of(new AllowedValuesRule(true), Find.For(default(Tag<bool>)), true));
        Assert.NotNull(RuleCheck.Of(new AllowedValuesRule(true), Find.For(default(Tag<bool>)), false));
    }

    [Fact]
    public void Listed_numbers_do_not_depend_on_the_culture() =>
        Assert.Null(CodecExample.Under("sv-SE", () => RuleCheck.Of(new AllowedValuesRule(-0.5), Find.For(default(Tag<decimal>)), -0.5m)));

    [Fact]
    public void Nothing_passes()
    {
        var codec = Find.For(default(Tag<int?>), Number);

        Assert.Null(RuleCheck.Of(new AllowedValuesRule(1), codec, null));
        Assert.Null(RuleCheck.Of(new AllowedValuesRule(1, null), codec, 1));
        Assert.NotNull(RuleCheck.Of(new AllowedValuesRule(null), codec, 1));
        Assert.NotNull(RuleCheck.Of(new AllowedValuesRule(1, null), codec, 2));
    }

    [Fact]
    public void A_listed_value_of_another_type_is_refused()
    {
        Assert.StartsWith("Allowed value number 2 is not a value of the option: it must be a whole number", RuleCheck.Refusal(new AllowedValuesRule(1, 1.5), Number), StringComparison.Ordinal);
        RuleCheck.Refusal(new AllowedValuesRule(1000), Find.For(default(Tag<byte>)));
        RuleCheck.Refusal(new AllowedValuesRule(1), Text);
        RuleCheck.Refusal(new AllowedValuesRule(true), Number);
        RuleCheck.Refusal(new AllowedValuesRule('1'), Number);
        RuleCheck.Refusal(new AllowedValuesRule(null), Number);
        RuleCheck.Refusal(new AllowedValuesRule(null), Text);
        RuleCheck.Refusal(new AllowedValuesRule(double.NaN), Find.For(default(Tag<double>)));
        RuleCheck.Refusal(new AllowedValuesRule((Shade)99), Find.For(default(Tag<Shade>)));
    }

    [Fact]
    public void Composites_cannot_be_listed() =>
        Assert.Equal("Values of list of integer cannot be listed in an attribute.", RuleCheck.Refusal(new AllowedValuesRule("[1]"), Find.For(default(Tag<ImmutableArray<int>>), Number)));

    [Fact]
    public void A_declared_message_replaces_the_own_one() =>
        Assert.Equal("is refused: pick a region for the value", RuleCheck.Of(new AllowedValuesRule("eu") { ErrorMessage = "pick a region for {0}" }, Text, "x"));
}
