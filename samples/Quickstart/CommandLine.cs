using OptionsSdk.Errors;
using Quickstart.Demo;
using Quickstart.Verbs;

namespace Quickstart;

/// <summary>The program's door: without arguments the demonstration, with arguments one verb.</summary>
public static class CommandLine
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>It was understood, but it failed.</summary>
    public const int Failed = 1;

    /// <summary>It was not understood.</summary>
    public const int Misused = 2;

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="output">Takes what was asked for.</param>
    /// <param name="error">Takes what went wrong.</param>
    /// <param name="cancellationToken">Ends the program early.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        try
        {
            if (arguments.Count == 0)
            {
                await Demonstration.RunAsync(output, cancellationToken);
            }
            else
            {
                await VerbRunner.RunAsync(arguments, output, cancellationToken);
            }

            return Done;
        }
        catch (MisuseException exception)
        {
            await error.WriteLineAsync(exception.Message);
            await error.WriteLineAsync();
            await error.WriteLineAsync(VerbRunner.Usage);
            return Misused;
        }
        catch (Exception exception) when (exception is OptionException or StepFailedException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before the end.");
            return Failed;
        }
    }
}
