namespace OptionsSdk.Analyzers.Usage.Writes;

/// <summary>The members of the runtime's OptionChannel, which the compiler does not load; a test keeps them equal.</summary>
internal enum OptionChannel
{
    Unknown = 0,
    Application = 1,
    Admin = 2,
    Automator = 3,
    Cli = 4,
    KillSwitch = 5,
}
