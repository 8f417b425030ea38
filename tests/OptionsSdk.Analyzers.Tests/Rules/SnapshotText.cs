namespace OptionsSdk.Analyzers.Tests.Rules;

/// <summary>Compares a file of the repository with what it must say; UPDATE_SNAPSHOTS=1 writes it.</summary>
internal static class SnapshotText
{
    public static void Verify(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "");
    }
}
