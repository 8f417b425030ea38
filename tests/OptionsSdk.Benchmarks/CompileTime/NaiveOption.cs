namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>What the obvious generator knows of an option.</summary>
internal sealed record NaiveOption(string Name, string Type, string Key);
