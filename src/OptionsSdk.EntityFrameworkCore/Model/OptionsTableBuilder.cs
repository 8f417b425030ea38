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
    private readonly string? _provider;
    private int _columns;

    public OptionsTableBuilder(EntityTypeBuilder<Dictionary<string, object>> entity, string table, string? provider)
    {
        _entity = entity;
        _provider = provider;
        entity.ToTable(table);
        entity.HasChangeTrackingStrategy(ChangeTrackingStrategy.Snapshot);
    }

    public PropertyBuilder<TProperty> Column<TProperty>(string property, string column) =>
        _entity.IndexerProperty<TProperty>(property)
            .HasColumnName(column)
            .HasColumnOrder(_columns++)
            .IsRequired()
            .ValueGeneratedNever();

    // Names are compared byte by byte, like everywhere else in the library.
    public void Name(string property, string column, int length)
    {
        var name = Column<string>(property, column).HasMaxLength(length).IsUnicode();
        var collation = _provider switch
        {
            ProviderNames.PostgreSql => "C",
            ProviderNames.SqlServer => "Latin1_General_100_BIN2",
            ProviderNames.MySql => "utf8mb4_bin",
            _ => null,
        };
        if (collation is not null)
        {
            name.UseCollation(collation);
        }
    }

    public void Text(string property, string column) =>
        _entity.IndexerProperty<string?>(property)
            .HasColumnName(column)
            .HasColumnOrder(_columns++)
            .IsRequired(false)
            .HasMaxLength(Unlimited)
            .IsUnicode()
            .ValueGeneratedNever();

    public void RequiredText(string property, string column) => Column<string>(property, column).HasMaxLength(Unlimited).IsUnicode();

    public void Identity(string property, string column)
    {
        var identity = Column<Guid>(property, column);
        if (_provider == ProviderNames.Sqlite)
        {
            identity.HasConversion(value => SqliteText.From(value), text => SqliteText.ToGuid(text));
        }
    }

    // Several providers give a time back without its kind, and PostgreSQL refuses any other kind than UTC.
    public void Time(string property, string column)
    {
        var time = Column<DateTime>(property, column);
        if (_provider == ProviderNames.Sqlite)
        {
            time.HasConversion(value => SqliteText.From(value), text => SqliteText.ToTime(text));
        }
        else
        {
            time.HasConversion(
                value => DateTime.SpecifyKind(value, DateTimeKind.Utc),
                value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
        }
    }
}
