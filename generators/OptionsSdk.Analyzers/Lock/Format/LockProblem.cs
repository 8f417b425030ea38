namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>Why a lock file cannot be read.</summary>
/// <param name="Start">Where the reason starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Message">The reason.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record LockProblem(int Start, int End, string Message, string Remedy = LockProblem.Restore)
{
    public const string Restore = "restore the file from version control";
    public const string Resolve = "run 'dotnet build -t:UpdateOptionsLock', which resolves the conflict";
    public const string Upgrade = "update the package OptionsSdk";
}
