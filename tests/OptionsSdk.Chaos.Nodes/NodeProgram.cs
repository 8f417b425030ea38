using System.Text.Json;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Chaos.Nodes.Events;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>A node as a process of its own: lines of JSON in, lines of JSON out.</summary>
internal static class NodeProgram
{
    /// <summary>Runs until the input ends.</summary>
    /// <param name="input">The node's settings in the first line, then commands.</param>
    /// <param name="output">Takes what happens.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var settings = JsonSerializer.Deserialize(await input.ReadLineAsync() ?? "", NodeJson.Default.NodeSettings)!;
        var lines = TextWriter.Synchronized(output);
        await using (var node = new ChaosNode(settings, happened => lines.WriteLine(JsonSerializer.Serialize(happened, NodeJson.Default.NodeEvent))))
        {
            await node.StartAsync();
            while (await input.ReadLineAsync() is { } line)
            {
                node.Execute(JsonSerializer.Deserialize(line, NodeJson.Default.NodeCommand)!);
            }
        }

        return 0;
    }
}
