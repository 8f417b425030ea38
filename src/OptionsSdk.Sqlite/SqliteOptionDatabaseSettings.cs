using OptionsSdk.Relational;

namespace OptionsSdk.Sqlite;

/// <summary>How a <see cref="SqliteOptionDatabase"/> behaves. Read once, when the store is made.</summary>
public sealed class SqliteOptionDatabaseSettings
{
    /// <summary>
    /// The namespace: stores with different namespaces share a file but neither values nor revisions. 1 to 128 characters, the first
    /// of <c>a-z 0-9</c>, the others also <c>. _ : -</c>. The default is <c>default</c>.
    /// </summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What opening does about the tables. The default creates and upgrades them.</summary>
    public SchemaMode SchemaMode { get; init; } = SchemaMode.CreateOrUpgrade;

    /// <summary>How long a read waits for a busy database before it gives up. The default is 2 seconds.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a write waits for other writers before it gives up. The default is 10 seconds.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often the file is asked whether somebody else committed, while somebody watches; a few microseconds each. The default is
    /// 100 milliseconds.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    internal void Validate()
    {
        if (!OptionKey.IsValid(Namespace))
        {
            throw new ArgumentException($"The namespace '{Namespace}' does not follow the grammar of keys.", nameof(Namespace));
        }

        if (!Enum.IsDefined(SchemaMode))
        {
            throw new ArgumentOutOfRangeException(nameof(SchemaMode), SchemaMode, "Not a schema mode.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(ReadTimeout, TimeSpan.Zero, nameof(ReadTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(WriteTimeout, TimeSpan.Zero, nameof(WriteTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(PollInterval, TimeSpan.FromMilliseconds(1), nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PollInterval, TimeSpan.FromHours(1), nameof(PollInterval));
    }
}
