namespace OptionsSdk.EntityFrameworkCore;

/// <summary>How a store over EF Core behaves. Read once, when the store is made.</summary>
public sealed class EntityFrameworkStoreOptions
{
    /// <summary>
    /// The namespace: several applications or environments can share the tables without seeing each other's options. At most 64
    /// characters; <c>default</c> unless set.
    /// </summary>
    public string Namespace { get; set; } = "default";

    /// <summary>What is done about the tables at the start.</summary>
    public EntityFrameworkSchemaMode Schema { get; set; } = EntityFrameworkSchemaMode.Automatic;

    /// <summary>
    /// For how long a write is repeated when it loses against other writers or its connection is lost. Ten seconds unless set. A write
    /// is applied at most once, however often it is repeated.
    /// </summary>
    public TimeSpan RetryBudget { get; set; } = TimeSpan.FromSeconds(10);
}
