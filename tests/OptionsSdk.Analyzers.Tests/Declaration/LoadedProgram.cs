using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using OptionsSdk.Errors;
using OptionsSdk.Generated;

namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>A compiled program, loaded until disposal, whose groups are registered one by one.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private static readonly MethodInfo Registration = typeof(LoadedProgram).GetMethod(nameof(RegisterGroup), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly AssemblyLoadContext _context = new("program", isCollectible: true);
    private readonly Assembly _assembly;

    private LoadedProgram(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        _assembly = _context.LoadFromStream(stream);
    }

    public static LoadedProgram Of(Compilation compilation) => new(compilation);

    /// <summary>Why a manager refuses a group; null if it does not.</summary>
    public string? Register(string group) =>
        (string?)Registration.MakeGenericMethod(_assembly.GetType(group, throwOnError: true)!).Invoke(null, null);

    public void Dispose() => _context.Unload();

    private static string? RegisterGroup<TGroup>()
        where TGroup : class, IOptionGroup<TGroup>
    {
        try
        {
            using var manager = new OptionManager(new OptionRegistry().Add<TGroup>());
            return null;
        }
        catch (OptionRegistrationException refusal)
        {
            return refusal.Message;
        }
        catch (ArgumentNullException nothing)
        {
            return nothing.Message;
        }
    }
}
