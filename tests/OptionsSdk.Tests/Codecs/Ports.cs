namespace OptionsSdk.Tests.Codecs;

[Flags]
public enum Ports : byte
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,
    Admin = 128,
}
