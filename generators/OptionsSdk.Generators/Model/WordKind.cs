namespace OptionsSdk.Generators.Model;

/// <summary>The names of the runtime's OptionWordKind.</summary>
internal enum WordKind
{
    Box,
    Text,
    Bits32,
    Bits64,
}
