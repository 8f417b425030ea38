namespace OptionsSdk.Store;

/// <summary>What the change log's <c>op</c> means. The numbers live in databases.</summary>
internal enum ChangeOperation : short
{
    Set = 0,
    Delete = 1,
}
