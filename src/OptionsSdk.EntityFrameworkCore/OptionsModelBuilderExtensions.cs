using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OptionsSdk.EntityFrameworkCore.Model;

namespace OptionsSdk.EntityFrameworkCore;

/// <summary>Puts the tables of the options into the model of your own context.</summary>
public static class OptionsModelBuilderExtensions
{
    private const int NameLength = 128;
    private const int NodeNameLength = Store.FleetNode.LongestName;

    /// <summary>
    /// Adds the five tables <c>opt_head</c>, <c>opt_value</c>, <c>opt_commit</c>, <c>opt_change</c> and <c>opt_meta</c> to the model, so
    /// that they appear in your migrations. Call it in <c>OnModelCreating</c>; calling it twice is harmless.
    /// </summary>
    /// <remarks>
    /// Nothing outside these tables is touched, so it composes with whatever else your model holds, including lazy-loading proxies and
    /// compiled models. Change-tracking proxies (<c>UseChangeTrackingProxies</c>) cannot be combined with it: use a context of its own
    /// then.
    /// </remarks>
    /// <param name="modelBuilder">The builder of your model.</param>
    /// <param name="provider">
    /// The provider's name, which is <c>Database.ProviderName</c> in <c>OnModelCreating</c>. With it SQLite holds identities and times in
    /// the same form as OptionsSdk.Sqlite writes them, so that both can share the tables, and PostgreSQL, SQL Server and MySQL compare keys
    /// byte by byte. Without it the tables are for this package alone and keys compare as the database's collation says. Keep it as it was
    /// once the tables exist.
    /// </param>
    /// <returns>The same builder.</returns>
    public static ModelBuilder UseOptionsSdk(this ModelBuilder modelBuilder, string? provider = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        return modelBuilder
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Head, entity => ConfigureHead(entity, provider))
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Value, entity => ConfigureValue(entity, provider))
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Commit, entity => ConfigureCommit(entity, provider))
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Change, entity => ConfigureChange(entity, provider))
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Node, entity => ConfigureNode(entity, provider))
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Meta, entity => ConfigureMeta(entity, provider));
    }

    private static void ConfigureHead(EntityTypeBuilder<Dictionary<string, object>> entity, string? provider)
    {
        var table = new OptionsTableBuilder(entity, "opt_head", provider);
        table.Name(OptionsModel.Namespace, "ns", NameLength);
        table.Column<long>(OptionsModel.Epoch, "epoch");
        table.Column<long>(OptionsModel.Revision, "revision").IsConcurrencyToken();
        table.Identity(OptionsModel.Token, "token");
        table.Column<long>(OptionsModel.Compacted, "compacted");
        table.Time(OptionsModel.UpdatedAt, "updated_at");
        entity.HasKey(OptionsModel.Namespace);
    }

    private static void ConfigureValue(EntityTypeBuilder<Dictionary<string, object>> entity, string? provider)
    {
        var table = new OptionsTableBuilder(entity, "opt_value", provider);
        table.Name(OptionsModel.Namespace, "ns", NameLength);
        table.Name(OptionsModel.Key, "key", NameLength);
        table.Text(OptionsModel.Text, "value");
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Column<bool>(OptionsModel.IsDeleted, "deleted");
        table.Time(OptionsModel.UpdatedAt, "updated_at");
        table.Text(OptionsModel.UpdatedBy, "updated_by");
        table.Column<short>(OptionsModel.Channel, "channel");
        table.Text(OptionsModel.Reason, "reason");
        table.Column<short>(OptionsModel.Encryption, "enc").HasDefaultValue((short)0).ValueGeneratedNever();
        entity.HasKey(OptionsModel.Namespace, OptionsModel.Key);
        entity.HasIndex(OptionsModel.Namespace, OptionsModel.Revision).HasDatabaseName("ix_opt_value_rev");
    }

    private static void ConfigureCommit(EntityTypeBuilder<Dictionary<string, object>> entity, string? provider)
    {
        var table = new OptionsTableBuilder(entity, "opt_commit", provider);
        table.Name(OptionsModel.Namespace, "ns", NameLength);
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Column<long>(OptionsModel.Epoch, "epoch");
        table.Identity(OptionsModel.Token, "token");
        table.Identity(OptionsModel.ChangeId, "change_id");
        table.Column<short>(OptionsModel.Channel, "channel");
        table.Text(OptionsModel.Actor, "actor");
        table.Text(OptionsModel.Reason, "reason");
        table.Time(OptionsModel.At, "at");
        entity.HasKey(OptionsModel.Namespace, OptionsModel.Revision);
        entity.HasIndex(OptionsModel.Namespace, OptionsModel.ChangeId).IsUnique().HasDatabaseName("ix_opt_commit_change_id");
    }

    private static void ConfigureChange(EntityTypeBuilder<Dictionary<string, object>> entity, string? provider)
    {
        var table = new OptionsTableBuilder(entity, "opt_change", provider);
        table.Name(OptionsModel.Namespace, "ns", NameLength);
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Name(OptionsModel.Key, "key", NameLength);
        table.Column<short>(OptionsModel.Operation, "op");
        table.Column<bool>(OptionsModel.IsSecret, "secret");
        table.Text(OptionsModel.OldText, "old_value");
        table.Text(OptionsModel.NewText, "new_value");
        entity.HasKey(OptionsModel.Namespace, OptionsModel.Revision, OptionsModel.Key);
        entity.HasIndex(OptionsModel.Namespace, OptionsModel.Key, OptionsModel.Revision).HasDatabaseName("ix_opt_change_key");
    }

    // Used by processes that reach the same tables without Entity Framework.
    private static void ConfigureNode(EntityTypeBuilder<Dictionary<string, object>> entity, string? provider)
    {
        var table = new OptionsTableBuilder(entity, "opt_node", provider);
        table.Name(OptionsModel.Namespace, "ns", NameLength);
        table.Identity(OptionsModel.NodeId, "node");
        table.Name(OptionsModel.Name, "name", NodeNameLength);
        table.Column<long>(OptionsModel.Epoch, "epoch");
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Identity(OptionsModel.Token, "token");
        table.Column<short>(OptionsModel.State, "state");
        table.RequiredText(OptionsModel.Rejected, "rejected");
        table.Time(OptionsModel.At, "at");
        table.Column<double>(OptionsModel.ExpiresAt, "expires_at");
        entity.HasKey(OptionsModel.Namespace, OptionsModel.NodeId);
    }

    private static void ConfigureMeta(EntityTypeBuilder<Dictionary<string, object>> entity, string? provider)
    {
        var table = new OptionsTableBuilder(entity, "opt_meta", provider);
        table.Column<int>(OptionsModel.Id, "id");
        table.Column<int>(OptionsModel.SchemaVersion, "schema_version");
        table.Column<int>(OptionsModel.MinReader, "min_reader");
        table.Column<int>(OptionsModel.MinWriter, "min_writer");
        entity.HasKey(OptionsModel.Id);

        // The row is part of the model, so that the migration that makes or changes the tables also says which version they are.
        entity.HasData(new Dictionary<string, object>
        {
            [OptionsModel.Id] = 1,
            [OptionsModel.SchemaVersion] = OptionsModel.CurrentSchemaVersion,
            [OptionsModel.MinReader] = 1,
            [OptionsModel.MinWriter] = 1,
        });
    }
}
