using Microsoft.EntityFrameworkCore;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class ContextFactory<TContext>(Func<TContext> create) : IDbContextFactory<TContext>
    where TContext : DbContext
{
    public TContext CreateDbContext() => create();
}
