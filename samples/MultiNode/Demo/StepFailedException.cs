namespace MultiNode.Demo;

/// <summary>A step of the demonstration did not see what it expects.</summary>
internal sealed class StepFailedException(string message) : Exception(message);
