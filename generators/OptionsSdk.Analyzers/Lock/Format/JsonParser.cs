using System.Globalization;
using System.Text;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>
/// Reads JSON with the places of its parts, which no reader that every compiler brings would tell. Never throws: the first problem ends
/// the reading.
/// </summary>
internal sealed class JsonParser
{
    private const int MaximumDepth = 16;

    private readonly string _text;
    private readonly bool _mayLackCommas;
    private int _position;
    private int _depth;
    private LockProblem? _problem;

    private JsonParser(string text, bool mayLackCommas) => (_text, _mayLackCommas) = (text, mayLackCommas);

    /// <summary>Reads a text that is one value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mayLackCommas">Whether commas may be missing or stand at the end, as where two versions of a text were put together.</param>
    public static (JsonNode? Value, LockProblem? Problem) Parse(string text, bool mayLackCommas)
    {
        var parser = new JsonParser(text, mayLackCommas);
        var value = parser.Value();
        parser.SkipSpace();
        if (value is not null && parser._position < text.Length)
        {
            value = parser.Fail("nothing may follow the closing brace");
        }

        return (value, parser._problem);
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private JsonNode? Value()
    {
        SkipSpace();
        switch (Current)
        {
            case '{':
                return Nested(Object);
            case '[':
                return Nested(Array);
            case '"':
                var start = _position;
                return String() is { } text ? new(JsonKind.Text, start, _position, text, [], []) : null;
            default:
                return Word();
        }
    }

    private JsonNode? Nested(Func<JsonNode?> read)
    {
        if (++_depth > MaximumDepth)
        {
            return Fail("it is nested too deeply");
        }

        var node = read();
        _depth--;
        return node;
    }

    private JsonNode? Object()
    {
        var start = _position++;
        var members = new List<JsonMember>();
        while (!IsEnd('}', members.Count))
        {
            SkipSpace();
            var nameStart = _position;
            if (Current != '"')
            {
                return Fail("a name in quotes is missing");
            }

            if (String() is not { } name)
            {
                return null;
            }

            var nameEnd = _position;
            SkipSpace();
            if (Current != ':')
            {
                return Fail("':' is missing");
            }

            _position++;
            if (Value() is not { } value)
            {
                return null;
            }

            members.Add(new(name, nameStart, nameEnd, value));
        }

        return _problem is null ? new(JsonKind.Object, start, _position, "", members, []) : null;
    }

    private JsonNode? Array()
    {
        var start = _position++;
        var items = new List<JsonNode>();
        while (!IsEnd(']', items.Count))
        {
            if (Value() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return _problem is null ? new(JsonKind.Array, start, _position, "", [], items) : null;
    }

    /// <summary>Steps over what stands between two parts; true at the end of the whole.</summary>
    private bool IsEnd(char end, int partsBefore)
    {
        SkipSpace();
        if (Current == end)
        {
            _position++;
            return true;
        }

        if (partsBefore == 0)
        {
            return false;
        }

        if (Current == ',')
        {
            _position++;
            SkipSpace();
            return _mayLackCommas && IsEnd(end, 0);
        }

        if (_mayLackCommas && Current != '\0')
        {
            return false;
        }

        Fail($"',' or '{end}' is missing");
        return true;
    }

    private string? String()
    {
        var text = new StringBuilder();
        for (_position++; _position < _text.Length; _position++)
        {
            switch (_text[_position])
            {
                case '"':
                    _position++;
                    return text.ToString();
                case < ' ':
                    Fail("a text does not end on its line");
                    return null;
                case '\\':
                    if (Escape() is not { } character)
                    {
                        Fail("an escape sequence is not valid");
                        return null;
                    }

                    text.Append(character);
                    break;
                default:
                    text.Append(_text[_position]);
                    break;
            }
        }

        Fail("a text does not end");
        return null;
    }

    private char? Escape()
    {
        _position++;
        switch (Current)
        {
            case '"' or '\\' or '/':
                return Current;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _position += 4;
                return (char)unit;
            default:
                return null;
        }
    }

    private JsonNode? Word()
    {
        var start = _position;
        while (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.')
        {
            _position++;
        }

        return _position > start
            ? new(JsonKind.Word, start, _position, _text.Substring(start, _position - start), [], [])
            : Fail("a value is missing");
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
        {
            _position++;
        }
    }

    private JsonNode? Fail(string message)
    {
        // A place at the end of a line or of the text has no character to show.
        _problem ??= new(_position, Current < ' ' ? _position : _position + 1, $"it is not JSON, because {message}");
        return null;
    }
}
