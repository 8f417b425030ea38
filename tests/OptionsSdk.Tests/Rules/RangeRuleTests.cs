using System.Collections.Immutable;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using OptionsSdk.Rules;
using OptionsSdk.Tests.Codecs;
using DataAnnotations = System.ComponentModel.DataAnnotations;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Rules;

public sealed class RangeRuleTests
{
    private static readonly OptionCodec<int> Number = Find.For(default(Tag<int>));
    private static readonly OptionCodec<double> Double = Find.For(default(Tag<double>));
    private static readonly OptionCodec<string> Text = Find.For(default(Tag<string>));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65535, true)]
    [InlineData(65536, false)]
    [InlineData(int.MinValue, false)]
    public void Both_ends_belong_to_a_range(int value, bool passes)
    {
        Assert.Equal(passes, RuleCheck.Of(new RangeRule(1, 65535), Number, value) is null);
        Assert.Equal(passes, new DataAnnotations.RangeAttribute(1, 65535).IsValid(value));
    }

    [Theory]
    [InlineData(false, false, 1, true)]
    [InlineData(true, false, 1, false)]
    [InlineData(true, false, 2, true)]
    [InlineData(true, false, 9, true)]
    [InlineData(false, true, 9, false)]
    [InlineData(false, true, 8, true)]
    [InlineData(false, true, 1, true)]
    [InlineData(true, true, 1, false)]
    [InlineData(true, true, 9, false)]
    [InlineData(true, true, 5, true)]
    public void Ends_can_be_excluded(bool minimum, bool maximum, int value, bool passes)
    {
        var rule = new RangeRule(1, 9) { MinimumIsExclusive = minimum, MaximumIsExclusive = maximum };
        var texts = new RangeRule(typeof(int), "1", "9") { MinimumIsExclusive = minimum, MaximumIsExclusive = maximum };

        Assert.Equal(passes, RuleCheck.Of(rule, Number, value) is null);
        Assert.Equal(passes, RuleCheck.Of(texts, Number, value) is null);
        Assert.Equal(passes, new DataAnnotations.RangeAttribute(1, 9) { MinimumIsExclusive = minimum, MaximumIsExclusive = maximum }.IsValid(value));
    }

    [Fact]
    public void Messages_say_which_values_are_allowed()
    {
        Assert.Equal("must be from 1 to 9", RuleCheck.Of(new RangeRule(1, 9), Number, 0));
        Assert.Equal("must be more than 1 and at most 9", RuleCheck.Of(new RangeRule(1, 9) { MinimumIsExclusive = true }, Number, 0));
        Assert.Equal("must be at least 1 and less than 9", RuleCheck.Of(new RangeRule(1, 9) { MaximumIsExclusive = true }, Number, 0));
        Assert.Equal("must be more than 1 and less than 9", RuleCheck.Of(new RangeRule(1, 9) { MinimumIsExclusive = true, MaximumIsExclusive = true }, Number, 0));
        Assert.Equal("must be from 0.5 to 1.5", CodecExample.Under("sv-SE", () => RuleCheck.Of(new RangeRule(0.5, 1.5), Double, 0)));
    }

    [Fact]
    public void A_declared_message_replaces_the_own_one()
    {
        Assert.Equal("is refused: this is no port", RuleCheck.Of(new RangeRule(1, 9) { ErrorMessage = "this is no port" }, Number, 0));
        Assert.Equal("is refused: Use 1..9 for the value", RuleCheck.Of(new RangeRule(1, 9) { ErrorMessage = "Use {1}..{2} for {0}." }, Number, 0));
        Assert.Equal("is refused: use {braces} or {7}", RuleCheck.Of(new RangeRule(1, 9) { ErrorMessage = "use {braces} or {7}" }, Number, 0));
    }

    [Theory]
    [InlineData("{0} is too small", "The value is refused: the value is too small.")]
    [InlineData(" Use a port. ", "The value is refused: Use a port.")]
    [InlineData("No port!", "The value is refused: No port.")]
    [InlineData("...", "The value is refused.")]
    [InlineData("", "The value must be from 1 to 9.")]
    [InlineData(" ", "The value must be from 1 to 9.")]
    public void A_declared_message_reads_well_in_the_errors_that_carry_it(string message, string expected)
    {
        var error = RuleCheck.Of(new RangeRule(1, 9) { ErrorMessage = message }, Number, 0);

        Assert.Equal(expected, $"The value {error}.");
    }

    [Fact]
    public void Whole_numbers_are_compared_exactly()
    {
        Assert.NotNull(RuleCheck.Of(new RangeRule(0, int.MaxValue), Find.For(default(Tag<long>)), int.MaxValue + 1L));
        Assert.NotNull(RuleCheck.Of(new RangeRule(0, int.MaxValue), Find.For(default(Tag<ulong>)), ulong.MaxValue));
        Assert.Null(RuleCheck.Of(new RangeRule(0, 1000), Find.For(default(Tag<byte>)), (byte)255));
        Assert.NotNull(RuleCheck.Of(new RangeRule(0, 5), Find.For(default(Tag<decimal>)), 5.0000000000000000000000000001m));
        Assert.NotNull(RuleCheck.Of(new RangeRule(0, 5), Double, 5.25));
    }

    [Fact]
    public void A_single_precision_number_may_equal_its_limit()
    {
        Assert.Null(RuleCheck.Of(new RangeRule(0.0, 0.1), Find.For(default(Tag<float>)), 0.1f));
        Assert.NotNull(RuleCheck.Of(new RangeRule(0.0, 0.1), Find.For(default(Tag<float>)), MathF.BitIncrement(0.1f)));
    }

    [Fact]
    public void Nothing_passes_and_a_present_nullable_value_is_checked()
    {
        var codec = Find.For(default(Tag<int?>), Number);

        Assert.Null(RuleCheck.Of(new RangeRule(1, 9), codec, null));
        Assert.Null(RuleCheck.Of(new RangeRule(1, 9), codec, 1));
        Assert.NotNull(RuleCheck.Of(new RangeRule(1, 9), codec, 10));
        Assert.Null(RuleCheck.Of(new TextRangeRule("1", "9"), codec, null));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("1", "9"), codec, 10));
        Assert.NotNull(RuleCheck.Of(new RangeRule(typeof(int), "1", "9"), codec, 10));
    }

    [Fact]
    public void Texts_limit_every_type_that_has_an_order()
    {
        Assert.Null(RuleCheck.Of(new TextRangeRule("00:00:01", "01:00:00"), Find.For(default(Tag<TimeSpan>)), TimeSpan.FromHours(1)));
        Assert.Equal("must be from 00:00:01 to 01:00:00", RuleCheck.Of(new TextRangeRule("00:00:01", "01:00:00"), Find.For(default(Tag<TimeSpan>)), TimeSpan.Zero));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("2026-01-01", "2026-12-31"), Find.For(default(Tag<DateOnly>)), new DateOnly(2027, 1, 1)));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("08:00", "17:00"), Find.For(default(Tag<TimeOnly>)), new TimeOnly(7, 59)));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("2026-01-01T00:00Z", "2026-12-31T00:00Z"), Find.For(default(Tag<DateTimeOffset>)), DateTimeOffset.UnixEpoch));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("1.2", "1.10"), Find.For(default(Tag<Version>)), new Version(1, 11)));
        Assert.Null(RuleCheck.Of(new TextRangeRule("1.2", "1.10"), Find.For(default(Tag<Version>)), new Version(1, 9)));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("0.1", "0.2"), Find.For(default(Tag<decimal>)), 0.21m));
        Assert.NotNull(RuleCheck.Of(new TextRangeRule("a", "z"), Find.For(default(Tag<char>)), 'Z'));
    }

    [Fact]
    public void Limits_as_texts_do_not_depend_on_the_culture()
    {
        var error = CodecExample.Under("tr-TR", () => RuleCheck.Of(new RangeRule(typeof(decimal), "0.5", "1.5"), Find.For(default(Tag<decimal>)), 5m));

        Assert.Equal("must be from 0.5 to 1.5", error);
    }

    [Fact]
    public void A_range_for_another_type_is_refused()
    {
        Assert.Contains("System.Decimal", RuleCheck.Refusal(new RangeRule(typeof(decimal), "0", "1"), Number), StringComparison.Ordinal);
        RuleCheck.Refusal(new RangeRule(1, 9), Text);
        RuleCheck.Refusal(new RangeRule(1, 9), Find.For(default(Tag<TimeSpan>)));
        RuleCheck.Refusal(new RangeRule(0, 1), Find.For(default(Tag<bool>)));
        RuleCheck.Refusal(new RangeRule(0.0, 1.0), Find.For(default(Tag<Shade>)));
        RuleCheck.Refusal(new RangeRule(0, 1), Find.For(default(Tag<char>)));
        RuleCheck.Refusal(new TextRangeRule("a", "b"), Text);
        RuleCheck.Refusal(new TextRangeRule("false", "true"), Find.For(default(Tag<bool>)));
        RuleCheck.Refusal(new TextRangeRule("[]", "[]"), Find.For(default(Tag<ImmutableArray<int>>), Number));
    }

    [Fact]
    public void A_limit_that_is_no_value_of_the_type_is_refused()
    {
        Assert.StartsWith("The maximum of the range must be a duration", RuleCheck.Refusal(new TextRangeRule("00:00:01", "5"), Find.For(default(Tag<TimeSpan>))), StringComparison.Ordinal);
        Assert.StartsWith("The minimum of the range must be", RuleCheck.Refusal(new TextRangeRule("", "5"), Find.For(default(Tag<int?>), Number)), StringComparison.Ordinal);
        RuleCheck.Refusal(new RangeRule(typeof(int), null!, "5"), Number);
        RuleCheck.Refusal(new TextRangeRule("1", null!), Number);
    }

    [Fact]
    public void An_empty_range_is_refused()
    {
        RuleCheck.Refusal(new RangeRule(9, 1), Number);
        RuleCheck.Refusal(new RangeRule(1.5, 1.25), Double);
        RuleCheck.Refusal(new RangeRule(double.NaN, 1), Double);
        RuleCheck.Refusal(new RangeRule(0, double.NaN), Double);
        RuleCheck.Refusal(new TextRangeRule("9", "1"), Number);
        RuleCheck.Refusal(new RangeRule(1, 1) { MinimumIsExclusive = true }, Number);
        RuleCheck.Refusal(new RangeRule(1, 1) { MaximumIsExclusive = true }, Number);
        Assert.Null(RuleCheck.Of(new RangeRule(1, 1), Number, 1));
    }

    [Fact]
    public void An_unknown_shape_of_the_attribute_is_refused()
    {
        RuleCheck.Refusal(new RangeRule("1", "9"), Number);
        RuleCheck.Refusal(new RangeRule(), Number);
        Assert.Equal("Range", new RangeRule(1).Description);
    }

    [Fact]
    public void Wider_argument_types_find_the_number_shape()
    {
        Assert.NotNull(RuleCheck.Of(new RangeRule(1L, 9L), Number, 10));
        Assert.NotNull(RuleCheck.Of(new RangeRule(1, 9.5), Double, 10));
    }

    [Fact]
    public void The_message_is_made_once_and_not_in_the_culture_of_the_check()
    {
        var check = new RangeRule(0.5, 1.5) { ErrorMessage = "from {1} to {2}" }.Bind(Double, out _)!;

        Assert.Equal("is refused: from 0.5 to 1.5", CodecExample.Under("sv-SE", () => check(2)));
    }
}
