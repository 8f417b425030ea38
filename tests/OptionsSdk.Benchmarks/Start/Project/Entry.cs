namespace Corpus.Start;

/// <summary>What any registration must know of an option.</summary>
internal sealed record Entry(string Key, int Flags, Type Type, object? Default);
