using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>
/// One gate per InMemory database of the process, whoever opened it and however often.
/// </summary>
/// <remarks>
/// The provider keeps one store object per root and database name; that object is the identity. It is found by the name of its property,
/// so that applications do not get the provider with this package. Should a future provider hide it, all InMemory databases share one gate:
/// slower, and still right.
/// </remarks>
internal static class InMemoryGates
{
    private static readonly ConditionalWeakTable<object, SemaphoreSlim> Gates = [];
    private static readonly object Shared = new();

    public static SemaphoreSlim For(DbContext context)
    {
        var database = context.GetService<IDatabase>();
        var store = database.GetType().GetProperty("Store")?.GetValue(database) ?? Shared;
        return Gates.GetValue(store, static _ => new(1, 1));
    }
}
