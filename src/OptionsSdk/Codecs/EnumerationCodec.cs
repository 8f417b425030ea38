using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>
/// Enumerations, by the names of their members. Combinations of a <see cref="FlagsAttribute"/> enumeration are lists of names, in
/// ascending order of their bits. A number is read if it is defined, so that hand-edited rows are not lost; it is never written.
/// </summary>
internal sealed class EnumerationCodec<TEnum> : LeafCodec<TEnum>, IDictionaryKeyCodec<TEnum>
    where TEnum : struct, Enum
{
    public static readonly EnumerationCodec<TEnum> Instance = new();

    private const int MaximumNamesInMessage = 20;

    private readonly bool _combines = typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false);
    private readonly Dictionary<string, TEnum> _values = new(StringComparer.Ordinal);
    private readonly SortedList<ulong, string> _names = [];
    private readonly string _requirement;

    private EnumerationCodec()
    {
        foreach (var name in Enum.GetNames<TEnum>())
        {
            var value = Enum.Parse<TEnum>(name);
            _values.Add(name, value);

            // Of several names for one value, one must be canonical whatever order the runtime lists them in.
            var bits = ToBits(value);
            if (!_names.TryGetValue(bits, out var known) || string.CompareOrdinal(name, known) < 0)
            {
                _names[bits] = name;
            }
        }

        _requirement = (_combines ? "must be a list, separated by commas, of " : "must be one of ")
            + string.Join(", ", _names.Values.Take(MaximumNamesInMessage))
            + (_names.Count > MaximumNamesInMessage ? string.Create(CultureInfo.InvariantCulture, $" or {_names.Count - MaximumNamesInMessage} other names") : string.Empty);
    }

    public override string TypeName => typeof(TEnum).Name;

    public override bool HasEmpty => Check(default) is null;

    public override bool TryRead(ref Utf8JsonReader reader, out TEnum value, [NotNullWhen(false)] out string? error)
    {
        if (JsonToken.TryGetNumber(ref reader, out var digits))
        {
            value = default;
            error = TryFromNumber(System.Text.Encoding.UTF8.GetString(digits), out value) ? null : _requirement;
            return error is null;
        }

        if (JsonToken.TryGetText(ref reader, out var text))
        {
            return TryParseKey(text, out value, out error);
        }

        (value, error) = (default, _requirement);
        return false;
    }

    public override void Write(Utf8JsonWriter writer, TEnum value) => writer.WriteStringValue(Format(value));

    public override bool TryParse(string text, out TEnum value, [NotNullWhen(false)] out string? error)
    {
        error = TryFromText(text.Trim(), StringComparison.OrdinalIgnoreCase, out value) ? null : _requirement;
        return error is null;
    }

    public override string Format(TEnum value) =>
        NameOf(ToBits(value)) ?? throw new ArgumentOutOfRangeException(nameof(value), "The value is not defined.");

    public override string? Check(TEnum value) => NameOf(ToBits(value)) is null ? _requirement : null;

    public string FormatKey(TEnum key) => Format(key);

    public bool TryParseKey(string name, out TEnum key, [NotNullWhen(false)] out string? error)
    {
        error = TryFromText(name, StringComparison.Ordinal, out key) ? null : _requirement;
        return error is null;
    }

    public int CompareKeys(TEnum left, TEnum right) => string.CompareOrdinal(Format(left), Format(right));

    private static ulong ToBits(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<TEnum, byte>(value),
        sizeof(ushort) => Unsafe.BitCast<TEnum, ushort>(value),
        sizeof(uint) => Unsafe.BitCast<TEnum, uint>(value),
        _ => Unsafe.BitCast<TEnum, ulong>(value),
    };

    private static TEnum FromBits(ulong bits) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<byte, TEnum>((byte)bits),
        sizeof(ushort) => Unsafe.BitCast<ushort, TEnum>((ushort)bits),
        sizeof(uint) => Unsafe.BitCast<uint, TEnum>((uint)bits),
        _ => Unsafe.BitCast<ulong, TEnum>(bits),
    };

    private string? NameOf(ulong bits)
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

    private bool TryFromText(string text, StringComparison comparison, out TEnum value)
    {
        if (TryFromName(text, comparison, out value) || TryFromNumber(text, out value))
        {
            return true;
        }

        value = default;
        if (!_combines || !text.Contains(',', StringComparison.Ordinal))
        {
            return false;
        }

        var bits = 0UL;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryFromName(name, comparison, out var member))
            {
                return false;
            }

            bits |= ToBits(member);
        }

        value = FromBits(bits);
        return true;
    }

    private bool TryFromName(string name, StringComparison comparison, out TEnum value)
    {
        if (_values.TryGetValue(name, out value))
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
                if (found && !EqualityComparer<TEnum>.Default.Equals(member, value))
                {
                    value = default;
                    return false;
                }

                (found, value) = (true, member);
            }
        }

        return found;
    }

    private bool TryFromNumber(string text, out TEnum value)
    {
        value = default;
        return text.Length > 0
            && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '+' && text.Length > 1 && char.IsAsciiDigit(text[1])))
            && Enum.TryParse(text, out value)
            && Check(value) is null;
    }
}
