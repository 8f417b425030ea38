using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Generators;

namespace OptionsSdk.CodeFixes.Tests;

/// <summary>Brings the generator into a project as a package does: by its file.</summary>
internal static class GeneratorReference
{
    public static AnalyzerReference Instance { get; } = new AnalyzerFileReference(typeof(OptionGroupGenerator).Assembly.Location, new Loader());

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(OptionGroupGenerator).Assembly;
    }
}
