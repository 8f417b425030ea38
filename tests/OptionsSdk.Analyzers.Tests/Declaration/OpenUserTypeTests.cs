namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1031.</summary>
public sealed class OpenUserTypeTests
{
    [Theory]
    [InlineData("public abstract record Relay(string Host);")]
    [InlineData("public interface Relay { string Host { get; } }")]
    [InlineData("[JsonPolymorphic] public record Relay(string Host);")]
    [InlineData("[JsonDerivedType(typeof(Special), \"special\")] public record Relay(string Host); public sealed record Special(string Host) : Relay(Host);")]
    [InlineData("public sealed record Relay(Backup Backup); public abstract record Backup(string Host);")]
    public Task A_type_whose_values_may_be_of_others_is_found(string relay) => OwnTypes.Relay(relay, "OSDK1031").FindsAsync();

    [Theory]
    [InlineData("public record Relay(string Host);")]
    [InlineData("public abstract record Named(string Name); public sealed record Relay(string Name, string Host) : Named(Name);")]
    [InlineData("public sealed record Relay(string Host, ImmutableArray<Relay> Backups = default);")]
    public Task A_type_that_others_derive_from_or_that_has_itself_inside_is_right(string relay) => OwnTypes.Relay(relay, "").FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_and_reason() => Assert.Equal(
        ["The option 'mail.relay' holds the type 'Relay', which is abstract, so that stored JSON would choose the type of its value; use one type whose members say what it may be, or JsonElement"],
        await OwnTypes.Relay("public abstract record Relay(string Host);", "OSDK1031").MessagesAsync());
}
