namespace OptionsSdk.Relational;

/// <summary>What opening a store does about the tables.</summary>
public enum SchemaMode
{
    /// <summary>Creates missing tables and upgrades older ones, under a lock, so that several processes may start at once.</summary>
    CreateOrUpgrade = 0,

    /// <summary>Only checks them: missing or older tables are an error, for deployments that create tables by a script.</summary>
    Verify = 1,

    /// <summary>Asks for nothing at the start: the first read finds out what is there, and a namespace's first row is not made either.</summary>
    None = 2,
}
