using Microsoft.EntityFrameworkCore;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>A user's own context, with a table of its own and model-wide conventions that must not reach the tables of the options.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(10).AreUnicode(false);
        configurationBuilder.Properties<DateTime>().HaveConversion<TicksConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseOptionsSdk();
}
