using OptionsSdk;

// Making the manager checks every declaration: keys, types, flags, defaults.
using var options = new OptionManager(OptionsSdk.Generated.Registries.MatrixApp.Create());
System.Console.WriteLine(options.All.Count);
