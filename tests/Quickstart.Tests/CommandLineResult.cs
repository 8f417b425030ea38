namespace Quickstart.Tests;

/// <summary>What a run of the program left behind.</summary>
public sealed record CommandLineResult(int ExitCode, string Output, string Error);
