using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1027: a default is the same in every process, because it is what nodes agree on while nothing is stored.</summary>
internal static class AmbientDefaultRule
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Environment",
        "System.Random",
        "System.AppContext",
        "System.AppDomain",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Runtime.InteropServices.RuntimeInformation",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.IO.File",
        "System.IO.Directory",
        "System.Net.Dns",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "System.DateTime.Now",
        "System.DateTime.UtcNow",
        "System.DateTime.Today",
        "System.DateTimeOffset.Now",
        "System.DateTimeOffset.UtcNow",
        "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
        "System.TimeProvider.System",
        "System.TimeZoneInfo.Local",
        "System.Globalization.CultureInfo.CurrentCulture",
        "System.Globalization.CultureInfo.CurrentUICulture",
        "System.Threading.Thread.CurrentThread",
        "System.IO.Path.GetTempPath",
        "System.IO.Path.GetTempFileName",
        "System.IO.Path.GetRandomFileName",
        "System.IO.Path.GetFullPath",
    };

    // Whoever deploys sets a variable on purpose, on all nodes alike.
    private static readonly HashSet<string> Deployed = new(StringComparer.Ordinal) { "System.Environment.GetEnvironmentVariable" };

    public static void Check(OptionDeclaration option)
    {
        if (option.Default is not { } value || option.Part.Model.GetConstantValue(value, option.Part.CancellationToken).HasValue)
        {
            return;
        }

        foreach (var node in value.DescendantNodesAndSelf(static node => !IsNameOf(node)))
        {
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax
                && option.Part.Model.GetSymbolInfo(node, option.Part.CancellationToken).Symbol is { } symbol
                && IsAmbient(symbol))
            {
                var read = node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access : node;
                option.Report(DeclarationRules.AmbientDefault, read, OneLine.Text(read));
                return;
            }
        }
    }

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    private static bool IsAmbient(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field is { IsStatic: true, IsReadOnly: false, IsConst: false },
        IPropertySymbol or IMethodSymbol when symbol.ContainingType is { } type && ManifestReader.MetadataName(type) is var name =>
            (Types.Contains(name) && !Deployed.Contains($"{name}.{symbol.Name}")) || Members.Contains($"{name}.{symbol.Name}") || symbol is IPropertySymbol { IsStatic: true, SetMethod: not null },
        _ => false,
    };
}
