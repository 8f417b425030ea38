using OptionsSdk.Codecs;
using OptionsSdk.Rules;

namespace OptionsSdk.Tests.Rules;

/// <summary>Binds rules to types.</summary>
internal static class RuleCheck
{
    /// <summary>The error of a value, or null if it passes.</summary>
    public static string? Of<T>(OptionRule rule, OptionCodec<T> codec, T value)
    {
        var check = rule.Bind(codec, out var error);
        Assert.Null(error);
        Assert.NotNull(check);
        return check(value);
    }

    /// <summary>Why a rule cannot apply to a type.</summary>
    public static string Refusal<T>(OptionRule rule, OptionCodec<T> codec)
    {
        Assert.Null(rule.Bind(codec, out var error));
        Assert.NotNull(error);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
        return error;
    }
}
