using System.Globalization;

namespace OptionsSdk.Store;

/// <summary>What the database or the cache answered when a diagnosis asked it.</summary>
/// <param name="Name">Its name, without credentials.</param>
/// <param name="Position">Where it stands; <see langword="null"/> if it did not answer, or is a cache that holds no image.</param>
/// <param name="Latency">How long the answer took, or how long it was waited for.</param>
/// <param name="Error">Why it did not answer; <see langword="null"/> if it did.</param>
public sealed record StoreHalf(string Name, StorePosition? Position, TimeSpan Latency, Exception? Error)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {(Error is null ? Position?.ToString() ?? "empty" : Error.GetType().Name)} ({Latency.TotalMilliseconds:0.0} ms)");
}
