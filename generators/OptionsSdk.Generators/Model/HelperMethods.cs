namespace OptionsSdk.Generators.Model;

/// <summary>The methods generated for an option.</summary>
[Flags]
internal enum HelperMethods
{
    None = 0,
    Set = 1,
    Delete = 2,
    Watch = 4,
}
