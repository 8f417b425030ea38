using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Which fast word a type gets, by its keyword. Whatever has none is boxed, so that a wrong guess cannot happen.</summary>
internal static class WordSyntax
{
    public static (WordKind Kind, string Read) Of(TypeSyntax type) => (type as PredefinedTypeSyntax)?.Keyword.Kind() switch
    {
        SyntaxKind.StringKeyword => (WordKind.Text, ""),
        SyntaxKind.BoolKeyword => (WordKind.Bits32, "word != 0"),
        SyntaxKind.IntKeyword => (WordKind.Bits32, "word"),
        SyntaxKind.ByteKeyword => (WordKind.Bits32, "unchecked((byte)word)"),
        SyntaxKind.SByteKeyword => (WordKind.Bits32, "unchecked((sbyte)word)"),
        SyntaxKind.ShortKeyword => (WordKind.Bits32, "unchecked((short)word)"),
        SyntaxKind.UShortKeyword => (WordKind.Bits32, "unchecked((ushort)word)"),
        SyntaxKind.CharKeyword => (WordKind.Bits32, "unchecked((char)word)"),
        SyntaxKind.UIntKeyword => (WordKind.Bits32, "unchecked((uint)word)"),
        SyntaxKind.FloatKeyword => (WordKind.Bits32, "global::System.BitConverter.Int32BitsToSingle(word)"),
        SyntaxKind.LongKeyword => (WordKind.Bits64, "word"),
        SyntaxKind.ULongKeyword => (WordKind.Bits64, "unchecked((ulong)word)"),
        SyntaxKind.DoubleKeyword => (WordKind.Bits64, "global::System.BitConverter.Int64BitsToDouble(word)"),
        _ => (WordKind.Box, ""),
    };
}
