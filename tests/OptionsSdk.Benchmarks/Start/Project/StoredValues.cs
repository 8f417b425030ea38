using Microsoft.EntityFrameworkCore;

namespace Corpus.Start;

/// <summary>The same table through Entity Framework Core.</summary>
internal sealed class StoredValues(string connection) : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(connection);

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<StoredValue>(static entity =>
    {
        entity.ToTable("opt_value").HasKey(static row => row.Key);
        entity.Property(static row => row.Key).HasColumnName("key");
        entity.Property(static row => row.Value).HasColumnName("value");
        entity.Property(static row => row.Revision).HasColumnName("revision");
    });
}
