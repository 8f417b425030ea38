namespace OptionsSdk.Analyzers.Tests.Lock.Enumerations;

public enum Level
{
    Debug,
    Info,
}
