namespace OptionsSdk;

/// <summary>The layer that an option's value comes from, winner last.</summary>
public enum OptionSource
{
    /// <summary>The declared default, or the type's empty value.</summary>
    Default = 0,

    /// <summary>Settings: configuration files, environment, secrets.</summary>
    Disk = 1,

    /// <summary>The store: a value written at run time.</summary>
    Store = 2,

    /// <summary>The environment variable <c>OPTIONSSDK_PIN</c>.</summary>
    Pin = 3,

    /// <summary>An open test override.</summary>
    Override = 4,
}
