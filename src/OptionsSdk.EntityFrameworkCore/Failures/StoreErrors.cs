using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Errors;

namespace OptionsSdk.EntityFrameworkCore.Failures;

/// <summary>The errors of a store over EF Core, each said once.</summary>
internal static class StoreErrors
{
    private const string SchemaRule = "The tables opt_head, opt_value, opt_commit, opt_change and opt_meta must be there, as modelBuilder.UseOptionsSdk() describes them.";

    /// <summary>
    /// Makes the store's own error of a provider's error; <see langword="null"/> if it is one already or the database is not to blame.
    /// </summary>
    public static OptionStoreException? From(Exception exception, bool ownContext) => StoreFailure.Classify(exception) switch
    {
        StoreFailureKind.None => null,
        StoreFailureKind.SchemaMissing => SchemaMissing(ownContext, exception),
        StoreFailureKind.ReadOnly => new OptionStoreReadOnlyException(
            OptionErrorIds.StoreReadOnly,
            null,
            "The database refuses writes: it is read-only or full.",
            "A write needs a database that accepts writes; nothing was changed.",
            "Give the process write access, or make room; reads go on meanwhile.",
            exception),
        StoreFailureKind.Corrupt => new OptionStoreCorruptException(
            OptionErrorIds.StoreCorrupt,
            null,
            "The database is damaged, or holds content that this library did not write.",
            "The store reads only rows of the types that it wrote.",
            "Correct the rows, or restore the database from a backup.",
            exception),
        StoreFailureKind.Duplicate => DoubleRevision(exception),
        _ => Unavailable(exception),
    };

    public static OptionStoreUnavailableException Unavailable(Exception? exception) => new(
        OptionErrorIds.StoreUnavailable,
        null,
        "The database cannot be reached, does not answer in time, or refused the statement.",
        "A write needs the database; reads are served from the last known state.",
        "Check that the database is up and that the context is configured for it, and try again.",
        exception);

    public static OptionStoreUnavailableException Contended(TimeSpan budget, Exception? exception) => new(
        OptionErrorIds.StoreUnavailable,
        null,
        $"The write lost against other writers for {budget.TotalSeconds:0.###} seconds.",
        "Writes of one namespace are applied one after the other; nothing was changed.",
        "Try again, or write several options in one commit.",
        exception);

    public static OptionStoreCorruptException DoubleRevision(Exception? exception) => new(
        OptionErrorIds.StoreCorrupt,
        null,
        "The next revision is taken already, although the head row had not reached it.",
        "Every write moves opt_head first, and opt_commit holds no revision beyond it.",
        "Find out who writes to the tables around this library, and restore the head row.",
        exception);

    public static OptionStoreSchemaException SchemaMissing(bool ownContext, Exception? exception) => new(
        OptionErrorIds.StoreSchema,
        null,
        "The tables of the options are missing or incomplete in the database.",
        SchemaRule,
        ownContext
            ? "Let the store create them (schema mode Create), or create them before the application starts."
            : "Add a migration to your context (dotnet ef migrations add AddOptions) and apply it (dotnet ef database update); in tests EnsureCreated does.",
        exception);

    public static OptionStoreSchemaException ModelMissing(Type context) => new(
        OptionErrorIds.StoreSchema,
        null,
        $"The model of {context.Name} does not hold the tables of the options.",
        SchemaRule,
        "Call modelBuilder.UseOptionsSdk() in its OnModelCreating, and add a migration.");

    public static OptionStoreSchemaException HeadMissing(string @namespace) => new(
        OptionErrorIds.StoreSchema,
        null,
        $"The namespace '{@namespace}' has no head row.",
        "A namespace begins when a store is initialised for it.",
        "Call InitializeAsync before the first read or write.");

    public static OptionStoreSchemaException SchemaNewer(StoredMeta meta) => new(
        OptionErrorIds.StoreSchema,
        null,
        $"The schema of the database has version {meta.SchemaVersion} and wants readers of version {meta.MinReader} or newer.",
        $"This library understands version {OptionsModel.CurrentSchemaVersion}.",
        "Update the library in this application.");

    public static OptionStoreSchemaException SchemaOlder(StoredMeta meta, bool ownContext) => new(
        OptionErrorIds.StoreSchema,
        null,
        $"The schema of the database has version {meta.SchemaVersion}, this library needs {OptionsModel.CurrentSchemaVersion}.",
        SchemaRule,
        ownContext
            ? "Run the schema script of the newer version."
            : "Add a migration to your context (dotnet ef migrations add UpgradeOptions) and apply it (dotnet ef database update).");

    public static OptionStoreSchemaException WriterTooOld(StoredMeta meta) => new(
        OptionErrorIds.StoreSchema,
        null,
        $"The schema of the database has version {meta.SchemaVersion} and wants writers of version {meta.MinWriter} or newer.",
        $"This library writes version {OptionsModel.CurrentSchemaVersion}; reads go on.",
        "Update the library in this application.");

    public static OptionStoreSchemaException ProviderUnsupported(string? provider) => new(
        OptionErrorIds.StoreSchema,
        null,
        $"The EF Core provider {provider ?? "(none)"} is neither relational nor InMemory.",
        "A store needs transactions; InMemory is served by a gate of its own.",
        "Use a relational provider, or InMemory in tests.");

    public static OptionStoreUnavailableException RaisedTooOften(Store.StorePosition seen, Store.StorePosition head) => new(
        OptionErrorIds.StoreUnavailable,
        null,
        $"The database raised its epoch less than a minute ago and stands at {head}, and a reader that saw {seen} contradicts it again.",
        "A database raises its epoch at most once a minute, so that no broken reader can drive it up.",
        "Wait: the reader keeps its values and asks again. If it goes on, look for two databases behind one name.");

    public static OptionStoreCorruptException ImplausiblePosition(Store.StorePosition seen, Store.StorePosition head) => new(
        OptionErrorIds.StoreCorrupt,
        null,
        $"A reader claims to have seen {seen}, while the database stands at {head}.",
        "No history can be that far ahead; the reader's position is damaged.",
        "Drop the cache or file that the position came from.");
}
