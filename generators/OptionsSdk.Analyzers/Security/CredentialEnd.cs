namespace OptionsSdk.Analyzers.Security;

/// <summary>Where the value of a credential ends up.</summary>
internal enum CredentialEnd
{
    /// <summary>Somewhere that may well need it.</summary>
    Use,

    /// <summary>In a text that people read.</summary>
    Text,

    /// <summary>In a log.</summary>
    Log,

    /// <summary>On the console.</summary>
    Console,

    /// <summary>In a trace or the tags of an activity.</summary>
    Trace,

    /// <summary>In an exception.</summary>
    Exception,
}
