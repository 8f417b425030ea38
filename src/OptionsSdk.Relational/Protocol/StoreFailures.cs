using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Relational;

/// <summary>The errors that every relational provider words alike.</summary>
internal static class StoreFailures
{
    public static OptionStoreSchemaException SchemaMissing(string database, string remedy, Exception? cause = null) =>
        new(
            OptionErrorIds.StoreSchema,
            null,
            $"{database} has no tables of this library, or not all of them.",
            $"A store needs the schema of version {SchemaInfo.Current.Version}.",
            remedy,
            cause);

    public static OptionStoreSchemaException SchemaLost(string database) =>
        new(
            OptionErrorIds.StoreSchema,
            null,
            $"{database} has lost the tables of this library.",
            "A running store never creates tables anew where it had some, because that would undo every value.",
            "Restore the database from a backup, or restart the application to begin with an empty one.");

    public static OptionStoreSchemaException NamespaceMissing(string database, string ns) =>
        new(
            OptionErrorIds.StoreSchema,
            null,
            $"{database} has no head row for the namespace '{ns}'.",
            "Each namespace has one row in opt_head, which orders its writes.",
            "Initialise the store once for this namespace with the right to write.");

    public static OptionStoreSchemaException SchemaOlder(string database, SchemaInfo schema, string remedy) =>
        new(
            OptionErrorIds.StoreSchema,
            null,
            $"The schema of {database} has version {schema.Version}, this library needs {SchemaInfo.Current.Version}.",
            $"SchemaMode.{nameof(SchemaMode.Verify)} only checks tables.",
            remedy);

    public static OptionStoreSchemaException SchemaNewer(string database, SchemaInfo schema, bool write) =>
        new(
            OptionErrorIds.StoreSchema,
            null,
            $"The schema of {database} has version {schema.Version}, and this library knows version {SchemaInfo.Current.Version}.",
            write
                ? $"That schema may be written only by libraries that know version {schema.MinimumWriter} or newer."
                : $"That schema may be read only by libraries that know version {schema.MinimumReader} or newer.",
            "Update the OptionsSdk packages of this application.");

    public static OptionStoreCorruptException Unreadable(string database, string what, Exception? cause = null) =>
        new(
            OptionErrorIds.StoreCorrupt,
            null,
            $"{database} holds {what}.",
            "The tables of the store are written by this library, or by hand in the same form.",
            "Repair the row, or restore the database from a backup.",
            cause);

    public static OptionStoreUnavailableException RaisedTooOften(string database, StorePosition head, StorePosition since) =>
        new(
            OptionErrorIds.StoreUnavailable,
            null,
            $"{database} raised its epoch less than a minute ago and stands at {head}, and a replica that saw {since} contradicts it again.",
            "A database raises its epoch at most once a minute, so that no broken replica can drive it up.",
            "Wait: the replica keeps its values and asks again. If it goes on, look for two databases behind one name.");

    public static OptionStoreCorruptException ImplausiblePosition(string database, StorePosition head, StorePosition since) =>
        new(
            OptionErrorIds.StoreCorrupt,
            null,
            $"A replica claims the position {since}, while {database} stands at {head}.",
            "A database raises its epoch above a replica only where the difference is plausible.",
            "Drop the replica: empty the cache or delete the file that holds it.");
}
