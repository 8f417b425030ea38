namespace OptionsSdk.Manager;

/// <summary>Who writes, why, and through which door.</summary>
internal readonly record struct OptionWriteContext(string? By, string? Because, OptionChannel Channel);
