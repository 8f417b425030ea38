namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>What an entry of the change log did. The numbers live in databases.</summary>
internal static class ChangeOperation
{
    public const short Set = 0;
    public const short Delete = 1;
}
