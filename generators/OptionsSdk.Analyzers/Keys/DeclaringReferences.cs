using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>
/// The references of a compilation that may declare options: few of hundreds. An edit of a file makes a new compilation with the same list
/// of references, so they are sorted out once per list.
/// </summary>
internal static class DeclaringReferences
{
    private static readonly ConditionalWeakTable<MetadataReference[], IReadOnlyList<(MetadataReference Reference, ReferenceManifest Manifest)>> Known = new();

    /// <summary>The projects of the same workspace, whose manifest is empty here, and the files with a manifest.</summary>
    public static IReadOnlyList<(MetadataReference Reference, ReferenceManifest Manifest)> Of(Compilation compilation)
    {
        // The list itself tells whether it is the same one; it is only looked at.
        if (ImmutableCollectionsMarshal.AsArray(compilation.ExternalReferences) is not { } list)
        {
            return [];
        }

        if (Known.TryGetValue(list, out var known))
        {
            return known;
        }

        var found = new List<(MetadataReference Reference, ReferenceManifest Manifest)>();
        var isComplete = true;
        foreach (var reference in list)
        {
            isComplete &= ManifestReader.TryRead(reference, out var manifest);
            if (reference is CompilationReference || manifest.Options.Count > 0)
            {
                found.Add((reference, manifest));
            }
        }

        return isComplete ? Known.GetValue(list, _ => found) : found;
    }
}
