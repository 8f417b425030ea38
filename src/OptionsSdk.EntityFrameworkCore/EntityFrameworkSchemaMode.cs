namespace OptionsSdk.EntityFrameworkCore;

/// <summary>What is done about the tables when a store over EF Core starts.</summary>
public enum EntityFrameworkSchemaMode
{
    /// <summary>
    /// <see cref="Create"/> for InMemory and for the library's own context, <see cref="Verify"/> for your own context, whose tables belong
    /// to your migrations.
    /// </summary>
    Automatic = 0,

    /// <summary>
    /// Creates what is missing. With your own context this is <c>EnsureCreated</c>, which creates your tables as well and does nothing
    /// if the database already holds any table; with the library's own context only the library's tables are created, beside others.
    /// </summary>
    Create = 1,

    /// <summary>Checks that the tables are there in a version that this library understands, and changes nothing about them.</summary>
    Verify = 2,
}
