using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>
/// Configures one table. Whatever a user's own model-wide conventions could change (lengths, encodings, conversions) is said explicitly
/// here, because explicit configuration wins.
/// </summary>
internal sealed class OptionsTableBuilder
{
    private const int Unlimited = -1;

    private readonly EntityTypeBuilder<Dictionary<string, object>> _entity;
    private int _columns;

    public OptionsTableBuilder(EntityTypeBuilder<Dictionary<string, object>> entity, string table)
    {
        _entity = entity;
        entity.ToTable(table);
        entity.HasChangeTrackingStrategy(ChangeTrackingStrategy.Snapshot);
    }

    public PropertyBuilder<TProperty> Column<TProperty>(string property, string column) =>
        _entity.IndexerProperty<TProperty>(property)
            .HasColumnName(column)
            .HasColumnOrder(_columns++)
            .IsRequired()
            .ValueGeneratedNever();

    public void Text(string property, string column, int length) =>
        Column<string>(property, column).HasMaxLength(length).IsUnicode();

    public void OptionalText(string property, string column) =>
        _entity.IndexerProperty<string?>(property)
            .HasColumnName(column)
            .HasColumnOrder(_columns++)
            .IsRequired(false)
            .HasMaxLength(Unlimited)
            .IsUnicode()
            .ValueGeneratedNever();

    // Several providers give a time back without its kind, and PostgreSQL refuses any other kind than UTC.
    public void Time(string property, string column) =>
        Column<DateTime>(property, column).HasConversion(
            time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
            time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
