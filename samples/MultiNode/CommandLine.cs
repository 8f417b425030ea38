using MultiNode.Demo;
using MultiNode.Nodes;
using OptionsSdk.Errors;

namespace MultiNode;

/// <summary>The program's door: the demonstration, or one of the nodes that it starts.</summary>
internal static class CommandLine
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage =
        "Usage: MultiNode [--postgres \"Host=…;Username=…;Password=…;Database=…\"] [--redis \"host:port,password=…\"]\n" +
        "Without them the program starts a PostgreSQL and a Redis of its own, kills both, and removes them at the end.";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            if (arguments is [NodeProgram.Verb, var name])
            {
                await NodeProgram.RunAsync(name, output);
                return Done;
            }

            if (!TryRead(arguments, out var postgres, out var redis))
            {
                await error.WriteLineAsync(Usage);
                return Misused;
            }

            await Demonstration.RunAsync(postgres, redis, output, cancellationToken);
            return Done;
        }
        catch (Exception exception) when (exception is OptionException or StepFailedException or IOException or UnauthorizedAccessException)
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

    private static bool TryRead(string[] arguments, out string? postgres, out string? redis)
    {
        postgres = redis = null;
        for (var index = 0; index < arguments.Length; index += 2)
        {
            var value = arguments.ElementAtOrDefault(index + 1);
            switch (arguments[index])
            {
                case "--postgres" when !string.IsNullOrWhiteSpace(value):
                    postgres = value;
                    break;
                case "--redis" when !string.IsNullOrWhiteSpace(value):
                    redis = value;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
