namespace Quickstart;

/// <summary>The arguments were not understood.</summary>
internal sealed class MisuseException(string message) : Exception(message);
