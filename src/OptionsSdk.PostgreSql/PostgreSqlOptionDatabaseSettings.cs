using OptionsSdk.PostgreSql.Schema;
using OptionsSdk.Relational;

namespace OptionsSdk.PostgreSql;

/// <summary>How a <see cref="PostgreSqlOptionDatabase"/> behaves. Read once, when the store is made.</summary>
public sealed class PostgreSqlOptionDatabaseSettings
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    /// <summary>
    /// The namespace: stores with different namespaces share the tables but neither values nor revisions. 1 to 128 characters, the first
    /// of <c>a-z 0-9</c>, the others also <c>. _ : -</c>. The default is <c>default</c>.
    /// </summary>
    public string Namespace { get; init; } = "default";

    /// <summary>
    /// The schema that holds the tables: 1 to 41 characters, the first of <c>a-z _</c>, the others also <c>0-9</c>. The default is
    /// <c>options</c>.
    /// </summary>
    public string Schema { get; init; } = "options";

    /// <summary>
    /// What opening does about the tables. The default creates and upgrades them; where they are there, it needs no right to create any.
    /// </summary>
    public SchemaMode SchemaMode { get; init; } = SchemaMode.CreateOrUpgrade;

    /// <summary>How long a read may take before it gives up. The default is 2 seconds; each command counts in whole seconds.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a write goes on trying, other writers' locks and a server that is just starting included, before it gives up. The default is
    /// 10 seconds.
    /// </summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether changes of others are pushed by LISTEN, which takes one connection of its own. Without it they are noticed by the store's
    /// sync tick. The default is <see langword="true"/>.
    /// </summary>
    public bool Listen { get; init; } = true;

    /// <summary>
    /// Where to LISTEN if not where values are read: around a pooler such as PgBouncer, whose transaction pooling does not pass
    /// notifications on. <see langword="null"/>, the default, listens where values are read.
    /// </summary>
    public string? ListenConnectionString { get; init; }

    /// <summary>
    /// How long the listening connection may be silent before it is asked whether it still works; a dead one is noticed after at most twice
    /// that time. At least a second; the default is 5 seconds.
    /// </summary>
    public TimeSpan ListenKeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    internal void Validate()
    {
        if (!OptionKey.IsValid(Namespace))
        {
            throw new ArgumentException($"The namespace '{Namespace}' does not follow the grammar of keys.", nameof(Namespace));
        }

        SchemaName.Check(Schema, nameof(Schema));
        if (!Enum.IsDefined(SchemaMode))
        {
            throw new ArgumentOutOfRangeException(nameof(SchemaMode), SchemaMode, "Not a schema mode.");
        }

        if (ListenConnectionString is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(ListenConnectionString, nameof(ListenConnectionString));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReadTimeout, TimeSpan.Zero, nameof(ReadTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ReadTimeout, LongestTime, nameof(ReadTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WriteTimeout, TimeSpan.Zero, nameof(WriteTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WriteTimeout, LongestTime, nameof(WriteTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(ListenKeepAlive, TimeSpan.FromSeconds(1), nameof(ListenKeepAlive));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ListenKeepAlive, LongestTime, nameof(ListenKeepAlive));
    }
}
