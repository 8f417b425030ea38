using System.Reflection;
using System.Runtime.Loader;

namespace OptionsSdk.Concurrency.Tests.Exploration;

/// <summary>
/// The rewritten copies of the library and of these tests, whose tasks, locks, atomic and volatile operations the explorer controls. They
/// live beside the originals; everything else is shared.
/// </summary>
internal sealed class ControlledAssemblies : AssemblyLoadContext
{
    private static readonly ControlledAssemblies Instance = new();

    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "controlled");

    private ControlledAssemblies()
        : base("controlled")
    {
    }

    /// <summary>The same scenario in the copy.</summary>
    public static TDelegate Find<TDelegate>(TDelegate scenario)
        where TDelegate : Delegate
    {
        var method = scenario.Method;
        var copy = Instance.LoadFromAssemblyName(typeof(ControlledAssemblies).Assembly.GetName());
        return copy.GetType(method.DeclaringType!.FullName!, true)!
            .GetMethod(method.Name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .CreateDelegate<TDelegate>();
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The rewriter leaves copies of its own runtime there, which would be another runtime than the explorer's.
        var isControlled = assemblyName.Name == typeof(OptionManager).Assembly.GetName().Name
            || assemblyName.Name == typeof(ControlledAssemblies).Assembly.GetName().Name;
        return isControlled ? LoadFromAssemblyPath(Path.Combine(_folder, assemblyName.Name + ".dll")) : null;
    }
}
