namespace OptionsSdk;

/// <summary>
/// What may be done with an option, and what its value is. The bits are those of Sentry's options (T 2.2), so that exported
/// catalogues keep their meaning. Combinations that contradict each other are refused at every registration (T12).
/// </summary>
[Flags]
public enum OptionFlags
{
    /// <summary>No bit at all. A declaration without flags carries <see cref="Default"/> instead.</summary>
    None = 0,

    /// <summary>The marker of a declaration that gave no flags; naming any flag replaces it (T9).</summary>
    Default = 1 << 0,

    /// <summary>The option cannot be written or deleted at run time (S44, T47).</summary>
    Immutable = 1 << 1,

    /// <summary>The option never touches cache or database; it lives in settings and its default (S26).</summary>
    NoStore = 1 << 2,

    /// <summary>The option never comes from settings; naming it there stops the start (S27, S57).</summary>
    StoreOnly = 1 << 3,

    /// <summary>Listed by validation and health while neither stored nor on disk. Never blocks a start.</summary>
    Required = 1 << 4,

    /// <summary>A value in settings wins over the stored one and cannot be changed at run time while it is there (T29, T47).</summary>
    PrioritizeDisk = 1 << 5,

    /// <summary>At text doors an empty text is a value; without this flag it deletes the stored value (T105).</summary>
    AllowEmpty = 1 << 6,

    /// <summary>The value is a secret: it never appears in logs, messages, history, explanations or generated code.</summary>
    Credential = 1 << 7,

    /// <summary>The admin channel may write the option (T44, T47).</summary>
    AdminModifiable = 1 << 8,

    /// <summary>The value is a rate: a number from 0 to 1, checked at every door.</summary>
    Rate = 1 << 9,

    /// <summary>The value is a boolean.</summary>
    Bool = 1 << 10,

    /// <summary>The automator channel may write the option (T44, T47).</summary>
    AutomatorModifiable = 1 << 11,

    /// <summary>The value is a whole number.</summary>
    Scalar = 1 << 12,

    /// <summary>A rate that the admin channel may write.</summary>
    ModifiableRate = AdminModifiable | Rate,

    /// <summary>A boolean that the admin channel may write.</summary>
    ModifiableBool = AdminModifiable | Bool,

    /// <summary>A whole number that the admin channel may write.</summary>
    ModifiableScalar = AdminModifiable | Scalar,
}
