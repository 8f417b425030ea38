namespace OptionsSdk.Errors;

/// <summary>The stable ids of run-time errors. An id never changes its meaning; see the README's table of errors.</summary>
public static class OptionErrorIds
{
    /// <summary>The key is neither registered nor covered by a legacy prefix (S21).</summary>
    public const string UnknownOption = "OSDK5001";

    /// <summary>The key is registered already (S8).</summary>
    public const string DuplicateOption = "OSDK5002";

    /// <summary>The key does not follow the grammar or is too long (T1).</summary>
    public const string InvalidKey = "OSDK5003";

    /// <summary>The flags contradict each other or the option's type (T12).</summary>
    public const string InvalidFlags = "OSDK5004";

    /// <summary>No codec exists for the option's type.</summary>
    public const string UnsupportedType = "OSDK5005";

    /// <summary>The default is missing, or breaks the option's own rules (S10, S11).</summary>
    public const string InvalidDefault = "OSDK5006";

    /// <summary>A rule cannot apply to the option's type.</summary>
    public const string InvalidRule = "OSDK5007";

    /// <summary>A generated option cannot be unregistered.</summary>
    public const string GeneratedOption = "OSDK5008";

    /// <summary>A group was not registered with the manager.</summary>
    public const string UnknownGroup = "OSDK5009";

    /// <summary>The limit of an option's staleness means nothing, or contradicts the option.</summary>
    public const string InvalidStaleness = "OSDK5010";

    /// <summary>The value is of another type than the option (S45).</summary>
    public const string WrongType = "OSDK5101";

    /// <summary>The value breaks a rule of the option, or its text or JSON cannot be read.</summary>
    public const string InvalidValue = "OSDK5102";

    /// <summary>The value's canonical JSON is larger than the limit, or nested deeper.</summary>
    public const string ValueTooLarge = "OSDK5103";

    /// <summary>Flags, channel, settings or drift forbid the write (T46, T47).</summary>
    public const string NotWritable = "OSDK5201";

    /// <summary>The option was changed since the revision that the writer expected.</summary>
    public const string WriteConflict = "OSDK5202";

    /// <summary>One option has a flat and a nested value in settings.</summary>
    public const string AmbiguousSetting = "OSDK5301";

    /// <summary>A store-only option has a value in settings (S57).</summary>
    public const string SettingNotAllowed = "OSDK5302";

    /// <summary>A value in settings does not fit its option.</summary>
    public const string InvalidSetting = "OSDK5303";

    /// <summary>The environment pins an option that is not registered, or a value that does not fit.</summary>
    public const string InvalidPin = "OSDK5304";

    /// <summary>The environment variable that freezes a process says neither yes nor no.</summary>
    public const string InvalidFreeze = "OSDK5305";

    /// <summary>The database cannot be reached or does not answer in time.</summary>
    public const string StoreUnavailable = "OSDK5401";

    /// <summary>The database has no schema, or one of a newer library.</summary>
    public const string StoreSchema = "OSDK5402";

    /// <summary>The database refuses writes: it is read-only or full.</summary>
    public const string StoreReadOnly = "OSDK5403";

    /// <summary>It is unknown whether a write was committed.</summary>
    public const string WriteOutcomeUnknown = "OSDK5404";

    /// <summary>The database holds content that this library did not write.</summary>
    public const string StoreCorrupt = "OSDK5405";

    /// <summary>No store is configured.</summary>
    public const string NoStore = "OSDK5406";

    /// <summary>The start requires the database, which did not confirm the options.</summary>
    public const string StartNotConfirmed = "OSDK5407";

    /// <summary>The process is frozen: it neither follows the store nor writes to it.</summary>
    public const string StoreFrozen = "OSDK5408";

    /// <summary>Neither database nor cache can hold what the processes of a fleet say about themselves.</summary>
    public const string NoFleet = "OSDK5409";

    /// <summary>The database cannot forget old deletions and old entries of the log.</summary>
    public const string NoCompaction = "OSDK5410";
}
