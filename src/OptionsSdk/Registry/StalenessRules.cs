using OptionsSdk.Codecs;
using OptionsSdk.Errors;

namespace OptionsSdk;

/// <summary>Which limits of staleness mean something for an option; the analyzers say the same earlier.</summary>
internal static class StalenessRules
{
    public static void Require(OptionDefinition option, TimeSpan maxStaleness, OnExpired onExpired)
    {
        if (maxStaleness <= TimeSpan.Zero)
        {
            throw Refused(option.Key, "MaxStaleness is not positive.", "It is the time for which an unconfirmed value may be served.", "Give a longer time, or none.");
        }

        if (!Enum.IsDefined(onExpired))
        {
            throw Refused(option.Key, $"OnExpired is {(int)onExpired}.", "Only the members of OnExpired say what becomes of a value.", "Use one of them.");
        }

        if (option.HasAny(OptionFlags.NoStore))
        {
            throw Refused(option.Key, "MaxStaleness limits an option that is never stored.", "Only values of the store become stale.", "Remove MaxStaleness or the flag NoStore.");
        }

        if (onExpired == OnExpired.UseDefault && !option.HasDefault)
        {
            throw Refused(option.Key, "OnExpired is UseDefault, but the option has no default.", "An expired value gives way to a default that somebody chose.", "Give the option a default, or keep the last value.");
        }
    }

    public static TimeSpan Parse(string key, string? text) =>
        TimeSpanCodec.Instance.TryParse(text ?? string.Empty, out var maxStaleness, out var error)
            ? maxStaleness
            : throw Refused(key, $"MaxStaleness {error}.", "It is written as durations are in settings.", "Write it like 00:05:00.");

    public static OptionRegistrationException WithoutLimit(string key) =>
        Refused(key, "OnExpired is given without MaxStaleness.", "Without a limit nothing expires.", "Give a limit, or leave OnExpired out.");

    private static OptionRegistrationException Refused(string key, string problem, string rule, string remedy) =>
        new(OptionErrorIds.InvalidStaleness, key, problem, rule, remedy);
}
