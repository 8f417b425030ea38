using OptionsSdk.Chaos.Nodes;

return await NodeProgram.RunAsync(Console.In, Console.Out);
