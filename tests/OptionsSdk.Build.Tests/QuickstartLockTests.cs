using OptionsSdk.Analyzers.Lock.Format;
using Quickstart.Catalogue;

namespace OptionsSdk.Build.Tests;

/// <summary>The lock file of the sample, which has a real catalogue.</summary>
public sealed class QuickstartLockTests
{
    [Fact]
    public void The_file_is_up_to_date()
    {
        using var stream = typeof(QuickstartLockTests).Assembly.GetManifestResourceStream("quickstart.lock.json")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        using var assembly = OptionAssembly.Open(typeof(MailOptions).Assembly.Location, DeclaredAssembly.Framework);
        Assert.Equal(138, assembly.Read().Options.Count);
        Assert.Equal(LockFileWriter.Write(LockUpdate.Create(LockFileReader.Read(text).File!, assembly.Read()).File), text);
    }
}
