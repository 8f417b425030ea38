using OptionsSdk.Sqlite.Writer;

return await CommandLoop.RunAsync(Console.In, Console.Out);
