namespace OptionsSdk.Tests.Store.LastKnownGood;

/// <summary>A folder of its own for one test, safe and gone afterwards.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("options-");

    public string FolderPath => _folder.FullName;

    public string FilePath => Path.Combine(FolderPath, "options.json");

    public string PreviousPath => FilePath + ".previous";

    public IEnumerable<string> Names => Directory.EnumerateFiles(FolderPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
