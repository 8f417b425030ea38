using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Settings;

/// <summary>What settings say about one option: nothing, a value, or something that is no value.</summary>
internal readonly record struct SettingsResult<T>
{
    /// <summary>Whether settings have a value.</summary>
    public bool HasValue { get; private init; }

    /// <summary>The value, frozen; without meaning unless <see cref="HasValue"/>.</summary>
    public T? Value { get; private init; }

    /// <summary>Why what settings hold is no value, without it: a sentence without its subject.</summary>
    public string? Error { get; private init; }

    /// <summary>Whether the error is that settings hold the option twice.</summary>
    public bool IsAmbiguous { get; private init; }

    /// <summary>Where settings hold the option, or <see langword="null"/> if nowhere or twice.</summary>
    public string? Path { get; private init; }

    /// <summary>Settings say nothing.</summary>
    public static SettingsResult<T> Absent => default;

    public static SettingsResult<T> Found(string path, T value) => new() { HasValue = true, Value = value, Path = path };

    public static SettingsResult<T> Refused(string path, string error) => new() { Error = error, Path = path };

    public static SettingsResult<T> Ambiguous(string flatPath, string nestedPath) =>
        new() { IsAmbiguous = true, Error = $"is given twice, as '{flatPath}' and as '{nestedPath}'" };
}
