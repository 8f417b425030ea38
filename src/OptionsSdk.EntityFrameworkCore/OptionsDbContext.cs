using Microsoft.EntityFrameworkCore;

namespace OptionsSdk.EntityFrameworkCore;

/// <summary>The library's own context, for users who keep the tables out of theirs.</summary>
internal sealed class OptionsDbContext(DbContextOptions<OptionsDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseOptionsSdk(Database.ProviderName);
}
