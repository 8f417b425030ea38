using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using OptionsSdk.Rules;

namespace OptionsSdk.Tests.Manager;

/// <summary>A group that counts its instances, as generated code would write it.</summary>
internal sealed class LateOptions : IOptionGroup<LateOptions>
{
    public const string Keys = "late.number\nlate.needed\nlate.a:b.c\n\n";

    public static readonly OptionKey<int> NumberKey = new("late.number");

    private readonly OptionGroupBinding _binding;
    private readonly int[] _words = [OptionWord.Poison32, OptionWord.Poison32];
    private readonly object?[] _references = new object?[1];

    private LateOptions(OptionGroupBinding binding)
    {
        _binding = binding;
        Interlocked.Increment(ref Instances);
    }

    /// <summary>How many were made. The tests that ask run one after another.</summary>
    public static int Instances;

    public int Number => Volatile.Read(ref _words[0]) is not OptionWord.Poison32 and var word ? word : OptionGroupBinding.Read(_binding, 0, 7);

    public Span<int> Words32 => _words;

    public Span<long> Words64 => default;

    public Span<object?> WordReferences => _references;

    public static LateOptions Create(OptionGroupBinding binding) => new(binding);

    public void Declare(OptionGroupDeclaration declaration)
    {
        declaration.Option("late.number", OptionFlags.Default, Generated.Codecs.For(default(Tag<int>)), Number, new(OptionWordKind.Bits32, 0), null, null, [new RangeRule(1, 100)]);
        declaration.OptionWithoutDefault("late.needed", OptionFlags.Required, OptionCodecs.Of<string>(), new(OptionWordKind.Text, 0));
        declaration.Option("late.a:b.c", OptionFlags.Default, OptionCodecs.Of<bool>(), true, new(OptionWordKind.Bits32, 1));
    }
}
