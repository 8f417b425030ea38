namespace OptionsSdk.Store.Contracts;

/// <summary>The calendar that a contract's databases go by; it stands still until a case moves it. Waiting goes by the system's clock.</summary>
public sealed class ContractClock : TimeProvider
{
    /// <summary>The time now.</summary>
    public DateTimeOffset Now { get; set; } = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
