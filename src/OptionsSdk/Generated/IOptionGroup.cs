using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>What the generator adds to a class marked with <see cref="OptionGroupAttribute"/>. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOptionGroup
{
    /// <summary>The fast words of options whose value fits 32 bits; poisoned words send the reader the slow way.</summary>
    Span<int> Words32 { get; }

    /// <summary>The fast words of options whose value needs 64 bits.</summary>
    Span<long> Words64 { get; }

    /// <summary>The fast words of texts and boxed values; <see langword="null"/> sends the reader the slow way.</summary>
    Span<object?> WordReferences { get; }

    /// <summary>Names every option of the group, in the order of their ordinals.</summary>
    /// <param name="declaration">Takes the declarations.</param>
    void Declare(OptionGroupDeclaration declaration);
}
