using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>
/// The members of an enumeration by name and by bits: those of the value, with zeros above, whatever the sign of the underlying type.
/// Immutable and safe for concurrent use.
/// </summary>
internal sealed class EnumerationNames
{
    private const int MaximumNamesInMessage = 20;

    private readonly Type _type;
    private readonly bool _combines;
    private readonly Dictionary<string, ulong> _values = new(StringComparer.Ordinal);
    private readonly SortedList<ulong, string> _names = [];

    public EnumerationNames(Type type)
    {
        _type = type;
        _combines = type.IsDefined(typeof(FlagsAttribute), inherit: false);
        foreach (var name in Enum.GetNames(type))
        {
            var bits = ToBits(Enum.Parse(type, name));
            _values.Add(name, bits);

            // Of several names for one value, one must be canonical whatever order the runtime lists them in.
            if (!_names.TryGetValue(bits, out var known) || string.CompareOrdinal(name, known) < 0)
            {
                _names[bits] = name;
            }
        }

        Requirement = (_combines ? "must be a list, separated by commas, of " : "must be one of ")
            + string.Join(", ", _names.Values.Take(MaximumNamesInMessage))
            + (_names.Count > MaximumNamesInMessage ? string.Create(CultureInfo.InvariantCulture, $" or {_names.Count - MaximumNamesInMessage} other names") : string.Empty);
    }

    /// <summary>The error for everything that is no value of the enumeration.</summary>
    public string Requirement { get; }

    /// <summary>The bits of every member that has them to itself, ascending.</summary>
    public IEnumerable<ulong> Bits => _names.Keys;

    /// <summary>A value of the enumeration by its bits.</summary>
    /// <param name="bits">The bits.</param>
    public Enum ToValue(ulong bits) => (Enum)Enum.ToObject(_type, bits);

    /// <summary>The canonical name of a value, or <see langword="null"/> if it is not defined.</summary>
    /// <param name="bits">The value's bits.</param>
    public string? Find(ulong bits)
    {
        if (_names.TryGetValue(bits, out var name))
        {
            return name;
        }

        if (!_combines)
        {
            return null;
        }

        var names = new Stack<string>();
        var rest = bits;
        for (var index = _names.Count - 1; index >= 0 && rest != 0; index--)
        {
            // A member belongs to the combination if the value has all its bits, and is needed if no larger member has named one of them.
            var member = _names.GetKeyAtIndex(index);
            if ((bits & member) == member && (rest & member) != 0)
            {
                names.Push(_names.GetValueAtIndex(index));
                rest &= ~member;
            }
        }

        return rest == 0 && names.Count > 0 ? string.Join(", ", names) : null;
    }

    /// <summary>Reads a value from the token that a reader stands on: a name, names, or a number that is defined.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="bits">The value's bits.</param>
    public bool TryRead(ref Utf8JsonReader reader, out ulong bits)
    {
        if (JsonToken.TryGetNumber(ref reader, out var digits))
        {
            return TryFromNumber(Encoding.UTF8.GetString(digits), out bits);
        }

        bits = 0;
        return JsonToken.TryGetText(ref reader, out var text) && TryFromText(text, StringComparison.Ordinal, out bits);
    }

    /// <summary>Reads a value from text: a name, names, or a number that is defined.</summary>
    /// <param name="text">The text.</param>
    /// <param name="comparison">How names are compared.</param>
    /// <param name="bits">The value's bits.</param>
    public bool TryFromText(string text, StringComparison comparison, out ulong bits)
    {
        if (TryFromName(text, comparison, out bits) || TryFromNumber(text, out bits))
        {
            return true;
        }

        bits = 0;
        if (!_combines || !text.Contains(',', StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryFromName(name, comparison, out var member))
            {
                bits = 0;
                return false;
            }

            bits |= member;
        }

        return true;
    }

    private static ulong ToBits(object value) => Type.GetTypeCode(value.GetType()) switch
    {
        TypeCode.SByte => unchecked((byte)(sbyte)value),
        TypeCode.Byte => (byte)value,
        TypeCode.Int16 => unchecked((ushort)(short)value),
        TypeCode.UInt16 => (ushort)value,
        TypeCode.Int32 => unchecked((uint)(int)value),
        TypeCode.UInt32 => (uint)value,
        TypeCode.Int64 => unchecked((ulong)(long)value),
        _ => (ulong)value,
    };

    private bool TryFromName(string name, StringComparison comparison, out ulong bits)
    {
        if (_values.TryGetValue(name, out bits))
        {
            return true;
        }

        if (comparison == StringComparison.Ordinal)
        {
            return false;
        }

        var found = false;
        foreach (var (candidate, member) in _values)
        {
            if (candidate.Equals(name, comparison))
            {
                if (found && member != bits)
                {
                    bits = 0;
                    return false;
                }

                (found, bits) = (true, member);
            }
        }

        return found;
    }

    private bool TryFromNumber(string text, out ulong bits)
    {
        bits = 0;
        if (text.Length > 0
            && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '+' && text.Length > 1 && char.IsAsciiDigit(text[1])))
            && Enum.TryParse(_type, text, out var value)
            && Find(ToBits(value)) is not null)
        {
            bits = ToBits(value);
            return true;
        }

        return false;
    }
}
