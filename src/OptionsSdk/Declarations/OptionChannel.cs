namespace OptionsSdk;

/// <summary>Through which door a value was written (T44). Stored with every row; decides who may overwrite what (T48).</summary>
public enum OptionChannel
{
    /// <summary>The writer did not say.</summary>
    Unknown = 0,

    /// <summary>The application's own code.</summary>
    Application = 1,

    /// <summary>An administration interface. May write only options with <see cref="OptionFlags.AdminModifiable"/>.</summary>
    Admin = 2,

    /// <summary>An automation that owns values in a file. May write only options with <see cref="OptionFlags.AutomatorModifiable"/>.</summary>
    Automator = 3,

    /// <summary>A command line.</summary>
    Cli = 4,

    /// <summary>A kill switch.</summary>
    KillSwitch = 5,
}
