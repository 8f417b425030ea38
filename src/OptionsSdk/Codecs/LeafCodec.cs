namespace OptionsSdk.Codecs;

/// <summary>What codecs of immutable values without parts share.</summary>
internal abstract class LeafCodec<T> : OptionCodec<T>
{
    public sealed override bool IsComposite => false;

    public override bool HasEmpty => true;

    public override T Empty => default!;

    public override string? Check(T value) => null;

    public override T Freeze(T value) => value;

    internal override bool MayBreakLimits(T value) => false;
}
