namespace OptionsSdk.Analyzers.Keys;

/// <summary>The bits of the runtime's OptionFlags, which the compiler does not load; a test keeps them equal.</summary>
[Flags]
internal enum OptionFlags
{
    None = 0,
    Default = 1 << 0,
    Immutable = 1 << 1,
    NoStore = 1 << 2,
    StoreOnly = 1 << 3,
    Required = 1 << 4,
    PrioritizeDisk = 1 << 5,
    AllowEmpty = 1 << 6,
    Credential = 1 << 7,
    AdminModifiable = 1 << 8,
    Rate = 1 << 9,
    Bool = 1 << 10,
    AutomatorModifiable = 1 << 11,
    Scalar = 1 << 12,
    ModifiableRate = AdminModifiable | Rate,
    ModifiableBool = AdminModifiable | Bool,
    ModifiableScalar = AdminModifiable | Scalar,
}
