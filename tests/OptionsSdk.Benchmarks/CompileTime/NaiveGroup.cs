using System.Collections.Immutable;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>What the obvious generator knows of a class; equal when all it says is equal.</summary>
internal sealed record NaiveGroup(string Namespace, string Name, ImmutableArray<NaiveOption> Options)
{
    public bool Equals(NaiveGroup? other) =>
        other is not null && Namespace == other.Namespace && Name == other.Name && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => HashCode.Combine(Namespace, Name, Options.Length);
}
