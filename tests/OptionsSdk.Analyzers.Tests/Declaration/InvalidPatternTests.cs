using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1016.</summary>
public sealed class InvalidPatternTests
{
    [Theory]
    [InlineData("{|OSDK1016:\"[\"|}")]
    [InlineData("{|OSDK1016:\"(?=a)b\"|}")]
    [InlineData("{|OSDK1016:@\"(a)\\1\"|}")]
    [InlineData("{|OSDK1016:\"(?>a+)\"|}")]
    [InlineData("{|OSDK1016:\"(?<!a)\" + \"b\"|}")]
    [InlineData("pattern: {|OSDK1016:\"*\"|}")]
    [InlineData("{|OSDK1016:\"((a{900}){900}){900}\"|}")]
    public Task A_pattern_that_is_wrong_or_can_backtrack_is_found(string pattern) => Group.With($"[RegularExpression({pattern})] public partial string Value {{ get; }}").FindsAsync();

    [Theory]
    [InlineData("\"(a+)+b\"")]
    [InlineData("@\"^[(?=]\\d{2,4}(?:-[a-z]+)*$\"")]
    [InlineData("@\"\\(\\?=\"")]
    [InlineData("\"\"")]
    public Task A_pattern_that_runs_in_linear_time_is_right(string pattern) => Group.With($"[RegularExpression({pattern})] public partial string Value {{ get; }}").FindsAsync();

    [Theory]
    [InlineData("(?=a)", true)]
    [InlineData("a(?!b)", true)]
    [InlineData("(?<=a)", true)]
    [InlineData("(?<!a)", true)]
    [InlineData("(?>a)", true)]
    [InlineData("(a)?(?(1)b|c)", true)]
    [InlineData("(a)\\1", true)]
    [InlineData("(?<x>a)\\k<x>", true)]
    [InlineData("[(?=]", false)]
    [InlineData("\\(?=", false)]
    [InlineData("[\\1]", false)]
    [InlineData("(?<x>a)\\d", false)]
    [InlineData("(?:a|b)+\\\\1", false)]
    public void Compilers_without_linear_expressions_find_backtracking_by_syntax(string pattern, bool expected) => Assert.Equal(expected, BacktrackingSyntax.IsIn(pattern));

    [Fact]
    public void A_text_that_would_make_a_backtracking_expression_run_away_is_judged()
    {
        var matches = SafePattern.Compile("(x+x+)+y", out _);
        Assert.NotNull(matches);
        Assert.False(matches(new('x', 5_000)));
    }

    [Fact]
    public void Patterns_too_deep_are_refused_and_patterns_too_long_are_left_to_the_runtime()
    {
        Assert.Null(SafePattern.Compile(new('(', 9_000), out var problem));
        Assert.NotNull(problem);
        Assert.Null(SafePattern.Compile(new('a', 20_000), out problem));
        Assert.Null(problem);
    }

    [Fact]
    public async Task The_message_names_key_and_remedy() => Assert.Equal(
        ["The pattern of the option 'mail.host' needs backtracking (look-around, back-references, atomic groups or conditions), by which a text could make it arbitrarily slow; write it without, or use a Validate hook of the group"],
        await Group.With("[RegularExpression({|OSDK1016:\"(?=a)b\"|})] public partial string Host { get; }").MessagesAsync());
}
