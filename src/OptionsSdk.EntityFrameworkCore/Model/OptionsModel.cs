namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>
/// The names of the model: entity types, properties and the version of the schema.
/// </summary>
/// <remarks>
/// The entities are property bags (shared-type <c>Dictionary&lt;string, object&gt;</c>) because they live in the model of somebody else's
/// context: sealed classes make lazy-loading proxies refuse the whole model, and internal ones do not compile in a compiled model.
/// </remarks>
internal static class OptionsModel
{
    public const string Head = "OptionsSdk.Head";
    public const string Value = "OptionsSdk.Value";
    public const string Commit = "OptionsSdk.Commit";
    public const string Change = "OptionsSdk.Change";
    public const string Meta = "OptionsSdk.Meta";
    public const string Node = "OptionsSdk.Node";

    public const string Namespace = "Namespace";
    public const string Key = "Key";
    public const string Epoch = "Epoch";
    public const string Revision = "Revision";
    public const string Token = "Token";
    public const string Compacted = "Compacted";
    public const string UpdatedAt = "UpdatedAt";
    public const string UpdatedBy = "UpdatedBy";
    public const string Text = "Text";
    public const string IsDeleted = "IsDeleted";
    public const string Channel = "Channel";
    public const string Reason = "Reason";
    public const string Encryption = "Encryption";
    public const string ChangeId = "ChangeId";
    public const string Actor = "Actor";
    public const string At = "At";
    public const string Operation = "Operation";
    public const string OldText = "OldText";
    public const string NewText = "NewText";
    public const string IsSecret = "IsSecret";
    public const string Id = "Id";
    public const string SchemaVersion = "SchemaVersion";
    public const string MinReader = "MinReader";
    public const string MinWriter = "MinWriter";
    public const string NodeId = "NodeId";
    public const string Name = "Name";
    public const string State = "State";
    public const string Rejected = "Rejected";
    public const string ExpiresAt = "ExpiresAt";

    /// <summary>The version of the schema that this library writes.</summary>
    public const int CurrentSchemaVersion = 1;
}
