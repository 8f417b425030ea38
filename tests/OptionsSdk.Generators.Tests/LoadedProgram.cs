using System.Reflection;
using System.Runtime.Loader;

namespace OptionsSdk.Generators.Tests;

/// <summary>An emitted assembly and the libraries it references, loaded until disposal.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext _context = new("generated", isCollectible: true);
    private readonly Assembly _assembly;

    private LoadedProgram(GeneratorRun run, IEnumerable<GeneratorRun> libraries)
    {
        foreach (var library in libraries)
        {
            Load(library);
        }

        _assembly = Load(run);
    }

    public static LoadedProgram Of(GeneratorRun run, params IEnumerable<GeneratorRun> libraries) => new(run, libraries);

    public object? Call(string type, string method, params object?[] arguments)
    {
        var target = _assembly.GetType(type, throwOnError: true)!.GetMethod(method) ?? throw new MissingMethodException(type, method);
        return target.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    public void Dispose() => _context.Unload();

    private Assembly Load(GeneratorRun run)
    {
        using var stream = new MemoryStream(run.Emit());
        return _context.LoadFromStream(stream);
    }
}
