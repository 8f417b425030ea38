namespace OptionsSdk.Analyzers.Keys;

/// <summary>The members of the runtime's OptionOperation, which the compiler does not load; a test keeps them equal.</summary>
internal enum OptionOperation
{
    Set = 0,
    Delete = 1,
    Ask = 2,
    Register = 3,
}
