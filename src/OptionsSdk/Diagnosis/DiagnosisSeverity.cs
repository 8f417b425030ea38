namespace OptionsSdk;

/// <summary>How much a finding of a diagnosis matters.</summary>
public enum DiagnosisSeverity
{
    /// <summary>Worth knowing; nobody has to do anything.</summary>
    Information = 0,

    /// <summary>Something does not work as it should, and options go on being served.</summary>
    Warning = 1,

    /// <summary>Somebody has to do something.</summary>
    Error = 2,
}
