namespace OptionsSdk.Redis.Fleet;

/// <summary>How much of a fleet is kept and read. Who can write to Redis can fill it; nobody else pays for that.</summary>
internal static class FleetLimits
{
    /// <summary>The largest number of processes, those that fell silent and were not forgotten yet among them.</summary>
    public const int MaximumNodes = 5_000;

    /// <summary>What one process says: a name of 200 characters, a hundred keys of 128, numbers and a signature.</summary>
    public const int MaximumNodeBytes = 16 * 1024;

    /// <summary>What is read at once.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The length of a field's name: an identity as 32 hexadecimal digits.</summary>
    public const int NameLength = 32;

    /// <summary>The digits of the time in front of an entry, as texts compare.</summary>
    public const int StampLength = 19;
}
