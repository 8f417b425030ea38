using System.Collections.Immutable;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using OptionsSdk.Rules;
using OptionsSdk.Tests.Codecs;
using DataAnnotations = System.ComponentModel.DataAnnotations;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Rules;

public sealed class TextRuleTests
{
    private static readonly OptionCodec<string> Text = Find.For(default(Tag<string>));
    private static readonly OptionCodec<Uri> Address = Find.For(default(Tag<Uri>));
    private static readonly OptionCodec<int> Number = Find.For(default(Tag<int>));

    [Theory]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("a@")]
    [InlineData("@b")]
    [InlineData("@")]
    [InlineData("a@b@c")]
    [InlineData("ab")]
    [InlineData(" a @ b ")]
    [InlineData("a@b\n")]
    [InlineData("a\r@b")]
    public void An_email_address_is_what_the_framework_takes_for_one(string text) =>
        Assert.Equal(new DataAnnotations.EmailAddressAttribute().IsValid(text), RuleCheck.Of(new EmailAddressRule(), Text, text) is null);

    [Theory]
    [InlineData("")]
    [InlineData("http://example.org")]
    [InlineData("HTTPS://example.org")]
    [InlineData("ftp://example.org")]
    [InlineData("http://")]
    [InlineData("http:/example.org")]
    [InlineData(" http://example.org")]
    [InlineData("gopher://example.org")]
    [InlineData("example.org")]
    public void A_url_is_what_the_framework_takes_for_one(string text) =>
        Assert.Equal(new DataAnnotations.UrlAttribute().IsValid(text), RuleCheck.Of(new UrlRule(), Text, text) is null);

    [Theory]
    [InlineData("http://example.org")]
    [InlineData("HTTPS://example.org")]
    [InlineData("ftp://example.org")]
    [InlineData("mailto:a@b")]
    [InlineData("file:///etc/hosts")]
    [InlineData("/a")]
    public void A_uri_is_a_url_as_in_the_framework(string text)
    {
        var uri = new Uri(text, UriKind.RelativeOrAbsolute);

        Assert.Equal(new DataAnnotations.UrlAttribute().IsValid(uri), RuleCheck.Of(new UrlRule(), Address, uri) is null);
    }

    [Theory]
    [InlineData("[a-z]+", "abc")]
    [InlineData("[a-z]+", "abc1")]
    [InlineData("[a-z]+", "1abc")]
    [InlineData("[a-z]+", "")]
    [InlineData("a|ab", "ab")]
    [InlineData("ab|a", "ab")]
    [InlineData("^a$", "a\n")]
    [InlineData(".*", "a\nb")]
    [InlineData("(?i)İ", "i")]
    [InlineData("\\d+", "١")]
    public void A_pattern_matches_what_it_matches_in_the_framework(string pattern, string text) =>
        Assert.Equal(
            new DataAnnotations.RegularExpressionAttribute(pattern).IsValid(text),
            RuleCheck.Of(new RegularExpressionRule(pattern), Text, text) is null);

    [Fact]
    public void A_pattern_ignores_case_in_the_same_way_under_every_culture() =>
        Assert.Null(CodecExample.Under("tr-TR", () => RuleCheck.Of(new RegularExpressionRule("(?i)title"), Text, "TITLE")));

    [Fact]
    public void A_pattern_that_would_backtrack_for_ages_does_not()
    {
        var text = new string('a', 60_000) + "!";

        Assert.NotNull(RuleCheck.Of(new RegularExpressionRule("^(a+)+$"), Text, text));
    }

    [Theory]
    [InlineData("(?=a)a")]
    [InlineData("(a)\\1")]
    [InlineData("(?>a)")]
    [InlineData("(?<!a)b")]
    public void A_pattern_that_needs_backtracking_is_refused(string pattern) =>
        Assert.Contains("backtracking", RuleCheck.Refusal(new RegularExpressionRule(pattern), Text), StringComparison.Ordinal);

    [Fact]
    public void A_broken_pattern_is_refused() =>
        Assert.StartsWith("The pattern is not a regular expression: ", RuleCheck.Refusal(new RegularExpressionRule("(a"), Text), StringComparison.Ordinal);

    [Theory]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("ab", true)]
    [InlineData("abc", true)]
    [InlineData("abcd", false)]
    public void A_text_has_a_length(string text, bool passes)
    {
        Assert.Equal(passes, RuleCheck.Of(new StringLengthRule(3) { MinimumLength = 2 }, Text, text) is null);
        Assert.Equal(passes, RuleCheck.Of(new LengthRule(2, 3), Text, text) is null);
        Assert.Equal(passes, new DataAnnotations.StringLengthAttribute(3) { MinimumLength = 2 }.IsValid(text));
    }

    [Fact]
    public void Messages_say_which_texts_are_allowed()
    {
        Assert.Equal("must be an email address", RuleCheck.Of(new EmailAddressRule(), Text, "a"));
        Assert.Equal("must start with http://, https:// or ftp://", RuleCheck.Of(new UrlRule(), Text, "a"));
        Assert.Equal("must match the pattern [0-9]+", RuleCheck.Of(new RegularExpressionRule("[0-9]+"), Text, "a"));
        Assert.Equal("must have from 2 to 3 characters", RuleCheck.Of(new StringLengthRule(3) { MinimumLength = 2 }, Text, "a"));
        Assert.Equal("must have at most 3 characters", RuleCheck.Of(new StringLengthRule(3), Text, "abcd"));
        Assert.Equal("must have at least 2 characters", RuleCheck.Of(new LengthRule(2), Text, "a"));
        Assert.Equal("must have exactly 2 characters", RuleCheck.Of(new LengthRule(2, 2), Text, "a"));
    }

    [Fact]
    public void Declared_messages_take_the_placeholders_of_the_framework()
    {
        Assert.Equal("is refused: the value: 3, 2", RuleCheck.Of(new StringLengthRule(3) { MinimumLength = 2, ErrorMessage = "{0}: {1}, {2}" }, Text, "a"));
        Assert.Equal("is refused: the value: x", RuleCheck.Of(new RegularExpressionRule("x") { ErrorMessage = "{0}: {1}" }, Text, "a"));
        Assert.Equal("is refused: no mail for the value", RuleCheck.Of(new EmailAddressRule { ErrorMessage = "no mail for {0}" }, Text, "a"));
        Assert.Equal("is refused: no link", RuleCheck.Of(new UrlRule { ErrorMessage = "no link" }, Text, "a"));
        Assert.Equal("is refused: 1..2", RuleCheck.Of(new LengthRule(1, 2) { ErrorMessage = "{1}..{2}" }, Text, "abc"));
    }

    [Fact]
    public void Rules_for_texts_are_refused_by_other_types()
    {
        Assert.Equal("The rule is for texts, not for integer.", RuleCheck.Refusal(new EmailAddressRule(), Number));
        RuleCheck.Refusal(new UrlRule(), Number);
        RuleCheck.Refusal(new RegularExpressionRule("1"), Number);
        RuleCheck.Refusal(new StringLengthRule(1), Number);
        RuleCheck.Refusal(new StringLengthRule(1), Find.For(default(Tag<ImmutableArray<int>>), Number));
        Assert.Equal("Values of integer have no length.", RuleCheck.Refusal(new LengthRule(1), Number));
    }

    [Fact]
    public void Unknown_shapes_of_the_attributes_are_refused()
    {
        RuleCheck.Refusal(new EmailAddressRule(1), Text);
        RuleCheck.Refusal(new UrlRule("https"), Text);
        RuleCheck.Refusal(new RegularExpressionRule("a", 1), Text);
        RuleCheck.Refusal(new StringLengthRule(1, 2), Text);
        Assert.Equal(
            ["EmailAddress", "Url", "RegularExpression", "StringLength"],
            ((OptionRule[])[new EmailAddressRule(1), new UrlRule(1), new RegularExpressionRule(1), new StringLengthRule("a")]).Select(rule => rule.Description));
    }

    [Theory]
    [InlineData("MinLength", "[OptionLength]")]
    [InlineData("MaxLength", "[OptionLength]")]
    [InlineData("Length", "[OptionLength]")]
    [InlineData("Required", "OptionFlags.Required")]
    [InlineData("DeniedValues", "[AllowedValues]")]
    [InlineData("Phone", "[RegularExpression]")]
    [InlineData("CreditCard", "[RegularExpression]")]
    [InlineData("Base64String", "[RegularExpression]")]
    [InlineData("FileExtensions", "[RegularExpression]")]
    [InlineData("EnumDataType", "the enumeration")]
    [InlineData("CustomValidation", "a Validate hook")]
    [InlineData("Compare", "a Validate hook")]
    [InlineData("Another", "a Validate hook")]
    public void A_rule_that_options_do_not_know_is_refused_with_what_to_use_instead(string name, string replacement)
    {
        var rule = new UnsupportedRule(name);

        Assert.Equal(name, rule.Description);
        Assert.StartsWith($"[{name}] says nothing about an option; use ", RuleCheck.Refusal(rule, Text), StringComparison.Ordinal);
        Assert.Contains(replacement, RuleCheck.Refusal(rule, Number), StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_lengths_are_refused()
    {
        RuleCheck.Refusal(new LengthRule(-1, 1), Text);
        RuleCheck.Refusal(new LengthRule(2, 1), Text);
        RuleCheck.Refusal(new StringLengthRule(1) { MinimumLength = 2 }, Text);
        RuleCheck.Refusal(new StringLengthRule(-1), Text);
    }

    [Fact]
    public void Lists_and_dictionaries_have_a_length()
    {
        var array = Find.For(default(Tag<ImmutableArray<int>>), Number);
        var list = Find.For(default(Tag<IReadOnlyList<int>>), Number);
        var map = Find.For(default(Tag<IReadOnlyDictionary<int, int>>), Number, Number);
        var nullable = Find.For(default(Tag<ImmutableArray<int>?>), array);

        Assert.Equal("must have from 1 to 2 entries", RuleCheck.Of(new LengthRule(1, 2), array, []));
        Assert.Null(RuleCheck.Of(new LengthRule(1, 2), array, [1, 2]));
        Assert.NotNull(RuleCheck.Of(new LengthRule(1, 2), list, [1, 2, 3]));
        Assert.Null(RuleCheck.Of(new LengthRule(1, 2), list, [1]));
        Assert.NotNull(RuleCheck.Of(new LengthRule(1, 2), map, new Dictionary<int, int>()));
        Assert.Null(RuleCheck.Of(new LengthRule(1, 2), map, new Dictionary<int, int> { [1] = 1 }));
        Assert.Null(RuleCheck.Of(new LengthRule(1, 2), nullable, null));
        Assert.NotNull(RuleCheck.Of(new LengthRule(1, 2), nullable, []));
    }
}
