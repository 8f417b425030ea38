using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace OptionsSdk.Generators.Emission;

/// <summary>Writes indented source with <c>\n</c> line ends, the same on every machine and in every culture.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(text);
        }

        _text.Append('\n');
    }

    public void Lines(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Opens a block behind a header.</summary>
    public void Open(string header)
    {
        Line(header);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>Closes a block that is an expression.</summary>
    public void CloseStatement()
    {
        _depth--;
        Line("};");
    }

    public void Indented(string text)
    {
        _depth++;
        Line(text);
        _depth--;
    }

    public SourceText ToSource() => SourceText.From(_text.ToString(), Encoding.UTF8);
}
