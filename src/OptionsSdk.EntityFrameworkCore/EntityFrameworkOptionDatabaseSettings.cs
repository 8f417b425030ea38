namespace OptionsSdk.EntityFrameworkCore;

/// <summary>How an <see cref="EntityFrameworkOptionDatabase"/> behaves. Read once, when the store is made.</summary>
public sealed class EntityFrameworkOptionDatabaseSettings
{
    /// <summary>
    /// The namespace: stores with different namespaces share the tables but neither values nor revisions. 1 to 128 characters, the first
    /// of <c>a-z 0-9</c>, the others also <c>. _ : -</c>. The default is <c>default</c>.
    /// </summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What opening does about the tables. The default is <see cref="EntityFrameworkSchemaMode.Automatic"/>.</summary>
    public EntityFrameworkSchemaMode SchemaMode { get; init; } = EntityFrameworkSchemaMode.Automatic;

    /// <summary>
    /// For how long a write is repeated when it loses against other writers or its connection is lost. The default is 10 seconds. A write
    /// is applied at most once, however often it is repeated. How long one statement may take is the context's own setting.
    /// </summary>
    public TimeSpan RetryBudget { get; init; } = TimeSpan.FromSeconds(10);

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

        ArgumentOutOfRangeException.ThrowIfLessThan(RetryBudget, TimeSpan.Zero, nameof(RetryBudget));
    }
}
