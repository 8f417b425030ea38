namespace OptionsSdk.Sqlite;

/// <summary>A time of a file as the file system says it. Compared for equality alone.</summary>
/// <param name="Seconds">Whole seconds.</param>
/// <param name="Nanoseconds">The rest.</param>
internal readonly record struct FileMoment(long Seconds, long Nanoseconds);
