namespace Quickstart.Verbs;

/// <summary>One thing that can be done by hand.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>The verb's line in the usage, with its arguments.</summary>
    string Usage { get; }

    /// <summary>How many arguments there must be, and may be at most.</summary>
    (int Least, int Most) Arguments { get; }

    /// <summary>The names of the settings that the verb takes beside <c>--database</c>.</summary>
    IReadOnlyList<string> Settings => [];

    /// <summary>Whether the verb needs the database; otherwise declarations and settings suffice.</summary>
    bool NeedsDatabase => true;

    Task RunAsync(VerbContext context, CancellationToken cancellationToken);
}
