using Quickstart;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
