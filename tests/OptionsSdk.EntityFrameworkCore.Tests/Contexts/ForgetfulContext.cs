using Microsoft.EntityFrameworkCore;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>A user's context whose model does not call <c>UseOptionsSdk()</c>.</summary>
public sealed class ForgetfulContext(DbContextOptions<ForgetfulContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}
