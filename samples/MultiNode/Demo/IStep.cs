namespace MultiNode.Demo;

/// <summary>One step of the demonstration. It fails unless it sees what it expects.</summary>
internal interface IStep
{
    string Title { get; }

    Task RunAsync(Stage stage, CancellationToken cancellationToken);
}
