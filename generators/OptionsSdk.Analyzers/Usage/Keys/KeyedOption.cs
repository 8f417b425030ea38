using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>Finds the option that a call means.</summary>
internal static class KeyedOption
{
    /// <summary>The one option whose key a call is given or always uses; null where it takes none, or one that the compiler cannot see.</summary>
    public static DeclaredOption? Of(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, OptionSymbols symbols, CancellationToken cancellationToken)
    {
        var members = symbols.Members;
        var member = members.Find(method);
        if (member?.FixedKey is { } key)
        {
            return symbols.Keys(cancellationToken).Find(key);
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && (members.IsTypedKey(parameter.Type) || member is not null && member.KeyParameters.Contains(parameter.Ordinal)))
            {
                return new KeyReader(symbols, members, cancellationToken).Read(argument.Value).ToList() is [{ Single: { } only }] ? symbols.Keys(cancellationToken).Find(only.Key) : null;
            }
        }

        return null;
    }
}
