using OptionsSdk;

namespace Quickstart.Verbs;

/// <summary>What a verb works with.</summary>
internal sealed record VerbContext(OptionManager Options, VerbArguments Arguments, TextWriter Output);
