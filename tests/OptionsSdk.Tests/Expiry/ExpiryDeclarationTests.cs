using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Expiry;

/// <summary>What can be declared about staleness.</summary>
public sealed class ExpiryDeclarationTests
{
    [Fact]
    public void A_declaration_reaches_the_definition()
    {
        using var manager = new OptionManager(new OptionRegistry().Add<AgeingOptions>());
        Assert.Equal(
            [
                ("age.boxed", TimeSpan.FromMinutes(1), OnExpired.UseDefault),
                ("age.free", null, OnExpired.KeepLast),
                ("age.hour", TimeSpan.FromHours(1), OnExpired.UseDefault),
                ("age.kept", TimeSpan.FromMinutes(1), OnExpired.KeepLast),
                ("age.minute", TimeSpan.FromMinutes(1), OnExpired.UseDefault),
                ("age.on-disk", TimeSpan.FromMinutes(1), OnExpired.UseDefault),
            ],
            manager.All.Select(static option => (option.Key, option.MaxStaleness, option.OnExpired)));
    }

    [Fact]
    public void An_option_that_is_registered_at_run_time_may_have_a_limit()
    {
        using var manager = new OptionManager(new());
        manager.Register("late", 1, maxStaleness: TimeSpan.FromSeconds(5), onExpired: OnExpired.UseDefault);
        var option = manager.LookupKey("late");
        Assert.Equal((TimeSpan.FromSeconds(5), OnExpired.UseDefault), (option.MaxStaleness, option.OnExpired));
    }

    [Theory]
    [InlineData(0, OnExpired.KeepLast, OptionFlags.Default, "MaxStaleness is not positive.")]
    [InlineData(-1, OnExpired.UseDefault, OptionFlags.Default, "MaxStaleness is not positive.")]
    [InlineData(60, OnExpired.KeepLast, OptionFlags.NoStore, "MaxStaleness limits an option that is never stored.")]
    [InlineData(60, (OnExpired)2, OptionFlags.Default, "OnExpired is 2.")]
    [InlineData(null, OnExpired.UseDefault, OptionFlags.Default, "OnExpired is given without MaxStaleness.")]
    public void A_limit_that_means_nothing_is_refused_at_registration(int? seconds, OnExpired onExpired, OptionFlags flags, string problem)
    {
        using var manager = new OptionManager(new());
        TimeSpan? limit = seconds is { } known ? TimeSpan.FromSeconds(known) : null;
        var error = Assert.Throws<OptionRegistrationException>(() => manager.Register("late", 1, flags, maxStaleness: limit, onExpired: onExpired));
        Assert.Equal((OptionErrorIds.InvalidStaleness, "late", problem), (error.Id, error.Key, error.Problem));
        Assert.Empty(manager.All);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_is_no_positive_duration_is_refused(string? text)
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Declare(declaration => declaration.MaxStaleness(text!)));
        Assert.Equal((OptionErrorIds.InvalidStaleness, "group.one"), (error.Id, error.Key));
    }

    [Fact]
    public void A_default_that_is_not_there_cannot_take_the_place_of_a_value()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Declare(static declaration =>
        {
            declaration.OptionWithoutDefault("group.two", OptionFlags.Default, OptionCodecs.Of<int>(), new(OptionWordKind.Bits32, 1));
            declaration.MaxStaleness("00:01:00", OnExpired.UseDefault);
        }));
        Assert.Equal((OptionErrorIds.InvalidStaleness, "group.two"), (error.Id, error.Key));
    }

    [Fact]
    public void A_limit_is_that_of_the_option_declared_last()
    {
        var definitions = Declare(static declaration =>
        {
            declaration.MaxStaleness("00:01:00");
            declaration.Option("group.two", OptionFlags.Default, OptionCodecs.Of<int>(), 1, new(OptionWordKind.Bits32, 1));
        });
        Assert.Equal([TimeSpan.FromMinutes(1), null], definitions.Select(static option => option.MaxStaleness));
    }

    private static IReadOnlyList<OptionDefinition> Declare(Action<OptionGroupDeclaration> further)
    {
        var declaration = new OptionGroupDeclaration(typeof(TestOptions));
        declaration.Option("group.one", OptionFlags.Default, OptionCodecs.Of<int>(), 1, new(OptionWordKind.Bits32, 0));
        further(declaration);
        return declaration.Definitions;
    }
}
