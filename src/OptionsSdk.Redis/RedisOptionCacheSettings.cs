using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Store;

namespace OptionsSdk.Redis;

/// <summary>How a <see cref="RedisOptionCache"/> behaves. Read once, when the cache is made. All processes of a namespace share the same settings.</summary>
public sealed class RedisOptionCacheSettings
{
    /// <summary>The smallest number of bytes of a signing key.</summary>
    internal const int ShortestKey = 32;

    /// <summary>
    /// The namespace: the one of the database (<see cref="IOptionDatabase.Namespace"/>). A namespace of a Redis belongs to one database; caches
    /// with different namespaces share nothing. 1 to 128 characters, the first of <c>a-z 0-9</c>, the others also <c>. _ : -</c>. The default is
    /// <c>default</c>.
    /// </summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What the store uses the cache for. The default is <see cref="OptionCacheMode.Standard"/>.</summary>
    public OptionCacheMode Mode { get; init; } = OptionCacheMode.Standard;

    /// <summary>How compare-and-set is done. The default is <see cref="RedisWriteMode.Scripts"/>.</summary>
    public RedisWriteMode WriteMode { get; init; } = RedisWriteMode.Scripts;

    /// <summary>
    /// Whether everybody who can write to this Redis may also decide what the options are: images are then followed while the database
    /// cannot be reached, as if they were signed. The default is <see langword="false"/>.
    /// </summary>
    public bool TrustRedis { get; init; }

    /// <summary>
    /// A secret of at least 32 bytes that the processes share and Redis does not know: images are then signed with HMAC-SHA256, and others are
    /// refused. <see langword="null"/>, the default, signs nothing.
    /// </summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "A secret, given once; keys are arrays everywhere in .NET.")]
    public byte[]? SigningKey { get; init; }

    /// <summary>
    /// A second key whose signatures are accepted too, while keys change: give the new key here first, then swap the two, then leave the old one
    /// out. Every process must know both keys before the first one signs with the new key.
    /// </summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "A secret, given once; keys are arrays everywhere in .NET.")]
    public byte[]? PreviousSigningKey { get; init; }

    /// <summary>How long one command waits for its answer; 100 milliseconds by default, and exact.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long reading or sending a whole image may take; 5 seconds by default.</summary>
    public TimeSpan ImageTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs between the reading of the head and the compare-and-set that rests on it, where there are two steps.</summary>
    internal Func<Task>? BeforeCompareAndSet { get; init; }

    /// <summary>Runs when a staged image is complete and not yet in place.</summary>
    internal Func<Task>? BeforeReplace { get; init; }

    internal void Validate()
    {
        if (!OptionKey.IsValid(Namespace))
        {
            throw new ArgumentException($"The namespace '{Namespace}' does not follow the grammar of keys.", nameof(Namespace));
        }

        if (!Enum.IsDefined(Mode))
        {
            throw new ArgumentOutOfRangeException(nameof(Mode), Mode, "Not a mode of a cache.");
        }

        if (!Enum.IsDefined(WriteMode))
        {
            throw new ArgumentOutOfRangeException(nameof(WriteMode), WriteMode, "Not a way to write.");
        }

        CheckKey(SigningKey, nameof(SigningKey));
        CheckKey(PreviousSigningKey, nameof(PreviousSigningKey));
        if (SigningKey is null && PreviousSigningKey is not null)
        {
            throw new ArgumentException("A previous signing key has no meaning without a signing key.", nameof(PreviousSigningKey));
        }

        CheckTimeout(CommandTimeout, nameof(CommandTimeout));
        CheckTimeout(ImageTimeout, nameof(ImageTimeout));
    }

    private static void CheckKey(byte[]? key, string name)
    {
        if (key is { Length: < ShortestKey })
        {
            throw new ArgumentException($"A signing key has at least {ShortestKey} bytes.", name);
        }
    }

    private static void CheckTimeout(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1), name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(10), name);
    }
}
