using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace OptionsSdk.Analyzers.Testing;

/// <summary>
/// A program whose expected diagnostics are marked in it: <c>{|OSDK2001:"mail.port"|}</c>. Marks may be nested.
/// </summary>
public sealed class Markup
{
    private Markup(string text, ImmutableArray<Mark> marks)
    {
        Text = text;
        Marks = marks;
    }

    /// <summary>The program without marks.</summary>
    public string Text { get; }

    /// <summary>The marks in the order of their starts.</summary>
    public ImmutableArray<Mark> Marks { get; }

    /// <summary>Reads a marked program.</summary>
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(string Id, int Start)>();
        for (var index = 0; index < marked.Length; index++)
        {
            if (marked.AsSpan(index).StartsWith("{|OSDK", StringComparison.Ordinal))
            {
                var colon = marked.IndexOf(':', index);
                open.Push((marked[(index + 2)..colon], text.Length));
                index = colon;
            }
            else if (open.Count > 0 && marked.AsSpan(index).StartsWith("|}", StringComparison.Ordinal))
            {
                var (id, start) = open.Pop();
                marks.Add(new(id, TextSpan.FromBounds(start, text.Length)));
                index++;
            }
            else
            {
                text.Append(marked[index]);
            }
        }

        Assert.Empty(open);
        return new(text.ToString(), [.. marks.OrderBy(static mark => mark.Span.Start)]);
    }
}
