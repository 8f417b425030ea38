using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OptionsSdk.EntityFrameworkCore.Model;

namespace OptionsSdk.EntityFrameworkCore;

/// <summary>Puts the tables of the options into the model of your own context.</summary>
public static class OptionsModelBuilderExtensions
{
    internal const int NamespaceLength = 64;
    private const int KeyLength = 128;

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
    /// <returns>The same builder.</returns>
    public static ModelBuilder UseOptionsSdk(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        return modelBuilder
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Head, ConfigureHead)
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Value, ConfigureValue)
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Commit, ConfigureCommit)
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Change, ConfigureChange)
            .SharedTypeEntity<Dictionary<string, object>>(OptionsModel.Meta, ConfigureMeta);
    }

    private static void ConfigureHead(EntityTypeBuilder<Dictionary<string, object>> entity)
    {
        var table = new OptionsTableBuilder(entity, "opt_head");
        table.Text(OptionsModel.Namespace, "ns", NamespaceLength);
        table.Column<long>(OptionsModel.Epoch, "epoch");
        table.Column<long>(OptionsModel.Revision, "revision").IsConcurrencyToken();
        table.Column<Guid>(OptionsModel.Token, "token");
        table.Column<long>(OptionsModel.Compacted, "compacted");
        table.Time(OptionsModel.UpdatedAt, "updated_at");
        entity.HasKey(OptionsModel.Namespace);
    }

    private static void ConfigureValue(EntityTypeBuilder<Dictionary<string, object>> entity)
    {
        var table = new OptionsTableBuilder(entity, "opt_value");
        table.Text(OptionsModel.Namespace, "ns", NamespaceLength);
        table.Text(OptionsModel.Key, "key", KeyLength);
        table.OptionalText(OptionsModel.Text, "value");
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Column<bool>(OptionsModel.IsDeleted, "deleted");
        table.Time(OptionsModel.UpdatedAt, "updated_at");
        table.OptionalText(OptionsModel.UpdatedBy, "updated_by");
        table.OptionalText(OptionsModel.Reason, "reason");
        table.Column<short>(OptionsModel.Channel, "channel");
        entity.HasKey(OptionsModel.Namespace, OptionsModel.Key);
        entity.HasIndex(OptionsModel.Namespace, OptionsModel.Revision).HasDatabaseName("ix_opt_value_rev");
    }

    private static void ConfigureCommit(EntityTypeBuilder<Dictionary<string, object>> entity)
    {
        var table = new OptionsTableBuilder(entity, "opt_commit");
        table.Text(OptionsModel.Namespace, "ns", NamespaceLength);
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Column<long>(OptionsModel.Epoch, "epoch");
        table.Column<Guid>(OptionsModel.Token, "token");
        table.Column<Guid>(OptionsModel.ChangeId, "change_id");
        table.Column<short>(OptionsModel.Channel, "channel");
        table.OptionalText(OptionsModel.Actor, "actor");
        table.OptionalText(OptionsModel.Reason, "reason");
        table.Time(OptionsModel.At, "at");
        entity.HasKey(OptionsModel.Namespace, OptionsModel.Revision);
        entity.HasIndex(OptionsModel.Namespace, OptionsModel.ChangeId).IsUnique().HasDatabaseName("ix_opt_commit_change_id");
    }

    private static void ConfigureChange(EntityTypeBuilder<Dictionary<string, object>> entity)
    {
        var table = new OptionsTableBuilder(entity, "opt_change");
        table.Text(OptionsModel.Namespace, "ns", NamespaceLength);
        table.Column<long>(OptionsModel.Revision, "revision");
        table.Text(OptionsModel.Key, "key", KeyLength);
        table.Column<short>(OptionsModel.Operation, "op");
        table.Column<bool>(OptionsModel.IsSecret, "secret");
        table.OptionalText(OptionsModel.OldText, "old_value");
        table.OptionalText(OptionsModel.NewText, "new_value");
        entity.HasKey(OptionsModel.Namespace, OptionsModel.Revision, OptionsModel.Key);
        entity.HasIndex(OptionsModel.Namespace, OptionsModel.Key, OptionsModel.Revision).HasDatabaseName("ix_opt_change_key");
    }

    private static void ConfigureMeta(EntityTypeBuilder<Dictionary<string, object>> entity)
    {
        var table = new OptionsTableBuilder(entity, "opt_meta");
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
