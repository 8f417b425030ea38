namespace OptionsSdk.Build.Tests;

/// <summary>A folder that is gone after the test, away from the repository and its build settings.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("options-lock-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
