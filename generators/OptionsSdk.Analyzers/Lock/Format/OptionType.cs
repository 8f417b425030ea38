using System.Text;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>
/// The type of an option by its canonical name, which does not depend on usings, aliases and spelling. The types that options can have
/// go by their short names; all others by their full name, and those without a namespace have <c>global::</c> before it, so that no name
/// means two types.
/// </summary>
internal sealed class OptionType : IEquatable<OptionType>
{
    public const string Nullable = "?";
    public const string Array = "[]";
    public const string ImmutableArray = "ImmutableArray";
    public const string List = "IReadOnlyList";
    public const string Dictionary = "IReadOnlyDictionary";

    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.SByte"] = "sbyte",
        ["System.Byte"] = "byte",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
        ["System.Decimal"] = "decimal",
        ["System.Char"] = "char",
        ["System.String"] = "string",
        ["System.Object"] = "object",
        ["System.TimeSpan"] = "TimeSpan",
        ["System.DateTimeOffset"] = "DateTimeOffset",
        ["System.DateOnly"] = "DateOnly",
        ["System.TimeOnly"] = "TimeOnly",
        ["System.Guid"] = "Guid",
        ["System.Uri"] = "Uri",
        ["System.Version"] = "Version",
        ["System.Text.Json.JsonElement"] = "JsonElement",
        ["System.Nullable`1"] = Nullable,
        ["System.Collections.Immutable.ImmutableArray`1"] = ImmutableArray,
        ["System.Collections.Generic.IReadOnlyList`1"] = List,
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = Dictionary,
    };

    private readonly string _text;

    private OptionType(string name, IReadOnlyList<OptionType> arguments)
    {
        Name = name;
        Arguments = arguments;
        _text = arguments switch
        {
            [] => name,
            [var argument] when name is Nullable or Array => $"{argument}{name}",
            _ => $"{name}<{string.Join(", ", arguments)}>",
        };
    }

    /// <summary>The name without arguments; <see cref="Nullable"/> and <see cref="Array"/> for what is no name in C#.</summary>
    public string Name { get; }

    public IReadOnlyList<OptionType> Arguments { get; }

    /// <summary>A type by the name that metadata knows it by.</summary>
    /// <param name="metadataName">Namespace, outer types before <c>+</c>, arity after a backtick.</param>
    /// <param name="arguments">The type arguments, those of outer types first.</param>
    public static OptionType Of(string metadataName, params IReadOnlyList<OptionType> arguments)
    {
        if (ShortNames.TryGetValue(metadataName, out var name))
        {
            return new(name, arguments);
        }

        var text = new StringBuilder(metadataName.Contains('.') ? "" : "global::");
        for (var index = 0; index < metadataName.Length; index++)
        {
            switch (metadataName[index])
            {
                case '+':
                    text.Append('.');
                    break;
                case '`':
                    while (index + 1 < metadataName.Length && char.IsDigit(metadataName[index + 1]))
                    {
                        index++;
                    }

                    break;
                default:
                    text.Append(metadataName[index]);
                    break;
            }
        }

        return new(text.ToString(), arguments);
    }

    /// <summary>An array; options cannot have such a type, but its name must not break the file.</summary>
    public static OptionType ArrayOf(OptionType item) => new(Array, [item]);

    /// <summary>The same type with type arguments, those of outer types first.</summary>
    public OptionType With(IReadOnlyList<OptionType> arguments) => new(Name, arguments);

    /// <summary>Reads a canonical name; null if the text is none.</summary>
    public static OptionType? Parse(string text)
    {
        var position = 0;
        return Parse(text, ref position) is { } type && position == text.Length ? type : null;
    }

    /// <summary>The type and all types that it is made of.</summary>
    public IEnumerable<OptionType> SelfAndParts() => Arguments.SelectMany(static argument => argument.SelfAndParts()).Prepend(this);

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(OptionType? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptionType);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    private static OptionType? Parse(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '.' or '_' or ':'))
        {
            position++;
        }

        if (position == start)
        {
            return null;
        }

        var name = text.Substring(start, position - start);
        var arguments = new List<OptionType>();
        if (position < text.Length && text[position] == '<')
        {
            do
            {
                position++;
                if (Parse(text, ref position) is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
            }
            while (Skip(text, ", ", ref position, lastToKeep: 1));

            if (!Skip(text, ">", ref position))
            {
                return null;
            }
        }

        var type = new OptionType(name, arguments);
        while (true)
        {
            if (Skip(text, Nullable, ref position))
            {
                type = new(Nullable, [type]);
            }
            else if (Skip(text, Array, ref position))
            {
                type = new(Array, [type]);
            }
            else
            {
                return type;
            }
        }
    }

    private static bool Skip(string text, string expected, ref int position, int lastToKeep = 0)
    {
        if (string.CompareOrdinal(text, position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        position += expected.Length - lastToKeep;
        return true;
    }
}
