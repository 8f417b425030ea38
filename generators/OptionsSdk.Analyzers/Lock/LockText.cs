using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Analyzers.Lock;

/// <summary>The lock file of a project as the compiler was given it; read once per version of its text.</summary>
internal sealed class LockText
{
    private static readonly ConditionalWeakTable<SourceText, LockText> Known = new();

    private readonly SourceText _text;

    private LockText(SourceText text)
    {
        _text = text;
        (File, Problem) = LockFileReader.Read(text.ToString());
    }

    /// <summary>The lock file; null if it cannot be read.</summary>
    public LockFile? File { get; }

    /// <summary>Why it cannot be read.</summary>
    public LockProblem? Problem { get; }

    public static bool IsLockFile(AdditionalText file) => Path.GetFileName(file.Path) == LockFile.FileName;

    /// <summary>Reads the file; null if the compiler has no text of it.</summary>
    public static LockText? Read(AdditionalText file, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) is { } text ? Known.GetValue(text, static text => new(text)) : null;

    /// <summary>A place in the file.</summary>
    public Location Locate(string path, int start, int end)
    {
        var span = TextSpan.FromBounds(start, end);
        return Location.Create(path, span, _text.Lines.GetLinePositionSpan(span));
    }
}
