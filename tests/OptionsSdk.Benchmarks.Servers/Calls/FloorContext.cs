using Microsoft.EntityFrameworkCore;

namespace OptionsSdk.Benchmarks.Servers.Calls;

/// <summary>A table of settings through Entity Framework Core.</summary>
internal sealed class FloorContext(DbContextOptions<FloorContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<FloorRow>(static entity =>
    {
        entity.ToTable("floor").HasKey(static row => row.Key);
        entity.Property(static row => row.Key).HasColumnName("key");
        entity.Property(static row => row.Value).HasColumnName("value");
        entity.Property(static row => row.Revision).HasColumnName("revision");
    });
}
