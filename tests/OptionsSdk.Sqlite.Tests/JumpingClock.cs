namespace OptionsSdk.Sqlite.Tests;

/// <summary>A machine whose calendar is set back and forth while its monotonic clock goes on.</summary>
internal sealed class JumpingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
