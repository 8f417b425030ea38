using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>The names of the members of a referenced assembly that register options; remembered as long as the compiler remembers the assembly.</summary>
internal static class WrapperNames
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, IReadOnlyCollection<string>> Known = new();

    public static IReadOnlyCollection<string> Of(IAssemblySymbol assembly, KeyMembers members)
    {
        if (Known.TryGetValue(assembly, out var names))
        {
            return names;
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        Search(assembly.GlobalNamespace, members, found);
        return Known.GetValue(assembly, _ => found);
    }

    private static void Search(INamespaceOrTypeSymbol scope, KeyMembers members, HashSet<string> names)
    {
        foreach (var member in scope.GetMembers())
        {
            switch (member)
            {
                case INamespaceOrTypeSymbol inner:
                    Search(inner, members, names);
                    break;
                case IMethodSymbol method when members.Find(method) is { Operation: OptionOperation.Register }:
                    names.Add(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name);
                    break;
            }
        }
    }
}
