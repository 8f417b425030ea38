using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>Short words for what the tests do with a store.</summary>
internal static class Commits
{
    public static DateTime Noon { get; } = new(2030, 2, 3, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StoreCommit Of(params StoreWrite[] writes) => new(Guid.NewGuid(), [.. writes], OptionChannel.Cli, "ops", "because", Noon);

    public static async Task<StoreCommitResult> SetAsync(this IOptionDatabase database, string key, string value) =>
        await database.CommitAsync(Of(new StoreWrite(key, value)), Cancellation);

    public static async Task<StoreImage> ImageAsync(this IOptionDatabase database)
    {
        var delta = await database.ReadAsync(StorePosition.Origin, Cancellation);
        return StoreImage.From(delta.To, delta.Rows.AsSpan());
    }

    public static async Task<TDatabase> OpenAsync<TDatabase>(this TDatabase database)
        where TDatabase : IOptionDatabase
    {
        await database.InitializeAsync(Cancellation);
        return database;
    }
}
